package io.github.keycloakfinapi.compare.wire;

/** A server does not answer, refuses the run's client, or could not be changed back: the run ends. */
public final class SideDoesNotAnswer extends RuntimeException {
    private static final long serialVersionUID = 1;

    public SideDoesNotAnswer(Side side, String reason) {
        super(side.name() + ": " + reason);
    }
}
