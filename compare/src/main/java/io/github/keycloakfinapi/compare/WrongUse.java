package io.github.keycloakfinapi.compare;

/** Of the command line, or of the variables that it needs. */
final class WrongUse extends RuntimeException {
    private static final long serialVersionUID = 1;

    WrongUse(String reason) {
        super(reason);
    }
}
