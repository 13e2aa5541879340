package io.github.keycloakfinapi.compare.wire;

/** A server is away, or refuses the client that it is called with: nothing can be compared. */
public final class SideDoesNotAnswer extends RuntimeException {
    private static final long serialVersionUID = 1;

    public SideDoesNotAnswer(Side side, String reason) {
        super(side.name() + ": " + reason);
    }
}
