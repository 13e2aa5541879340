package io.github.keycloakfinapi.compare;

/** The command line is wrong, or an environment variable that it needs. */
final class WrongUse extends RuntimeException {
    private static final long serialVersionUID = 1;

    WrongUse(String reason) {
        super(reason);
    }
}
