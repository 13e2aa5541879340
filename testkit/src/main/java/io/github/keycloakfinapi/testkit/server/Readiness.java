package io.github.keycloakfinapi.testkit.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a starting server. Keycloak opens its port, and says so in its log, seconds before it can be used. */
public final class Readiness {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final BooleanSupplier alive;
    private final Supplier<String> log;
    private final Instant deadline = Instant.now().plus(PATIENCE);

    public Readiness(BooleanSupplier alive, Supplier<String> log) {
        this.alive = alive;
        this.log = log;
    }

    /** The server, and in it the realm. */
    public void await(URI management, URI realm) {
        until("ready", () -> answers(URI.create(management + "/health/ready")));
        if (!answers(realm)) {
            throw new StartFailed("Keycloak started without the realm", log.get());
        }
    }

    public void until(String what, BooleanSupplier reached) {
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

    private static boolean answers(URI uri) {
        try {
            // A new realm makes keys, which takes long where several servers share a small machine.
            var request = HttpRequest.newBuilder(uri).timeout(Duration.ofMinutes(5));
            return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Keycloak was starting", e);
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
