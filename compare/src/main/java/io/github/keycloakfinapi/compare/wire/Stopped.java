package io.github.keycloakfinapi.compare.wire;

/** Somebody ended the run: it makes no more calls except to delete its users and to change back what it has changed. */
public final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;
}
