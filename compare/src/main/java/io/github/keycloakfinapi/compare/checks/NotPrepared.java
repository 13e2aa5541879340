package io.github.keycloakfinapi.compare.checks;

/** A call that only prepares a check did not get the answer that the check needs. */
public final class NotPrepared extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotPrepared(String answer) {
        super(answer);
    }
}
