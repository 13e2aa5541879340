package io.github.keycloakfinapi.it.server;

import io.github.keycloakfinapi.it.http.Call;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a starting server. Keycloak opens its port, and says so in its log, seconds before it can be used. */
final class Readiness {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final BooleanSupplier alive;
    private final Supplier<String> log;
    private final Instant deadline = Instant.now().plus(PATIENCE);

    Readiness(BooleanSupplier alive, Supplier<String> log) {
        this.alive = alive;
        this.log = log;
    }

    void await(KeycloakServer server) {
        until("ready", () -> answers(server.management() + "/health/ready"));
        if (!answers(server.base().toString())) {
            throw new StartFailed("Keycloak started without the realm", log.get());
        }
    }

    void until(String what, BooleanSupplier reached) {
        while (!reached.getAsBoolean()) {
            if (!alive.getAsBoolean()) {
                throw new StartFailed("Keycloak ended before it was " + what, log.get());
            }
            if (Instant.now().isAfter(deadline)) {
                throw new StartFailed("Keycloak was not " + what + " after " + PATIENCE, log.get());
            }
            pause();
        }
    }

    private static boolean answers(String uri) {
        try {
            return Call.to("GET", URI.create(uri)).send().status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Keycloak was starting", e);
        }
    }
}
