package io.github.keycloakfinapi.compare.checks;

/** A check cannot run on a side, for instance because a setting or credentials are missing. */
public final class NotTried extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotTried(String reason) {
        super(reason);
    }
}
