package io.github.keycloakfinapi.compare.wire;

/** Somebody ended the run: no call is made any more but those that delete its users. */
public final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;
}
