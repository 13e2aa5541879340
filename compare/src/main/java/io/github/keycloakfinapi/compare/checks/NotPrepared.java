package io.github.keycloakfinapi.compare.checks;

/** A call that a check only prepares with has another answer than it needs. */
public final class NotPrepared extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotPrepared(String answer) {
        super(answer);
    }
}
