package io.github.keycloakfinapi.compare.checks;

/** A side has no ground for a check: a setting or credentials are missing. */
public final class NotTried extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotTried(String reason) {
        super(reason);
    }
}
