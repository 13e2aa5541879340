package io.github.keycloakfinapi.it.finapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakfinapi.it.http.Answer;
import io.github.keycloakfinapi.it.server.Admin;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Wrong passwords, one after the other: Keycloak counts them in the background, and these wait until it has. It keeps
 * the count before it stores the lock that the last of them causes, so that these wait for that as well.
 */
public record FailedLogins(FinApi finapi, Admin admin) {

    /** As many failures in a row as lock a user of the development realm. */
    public static final int LIMIT = 3;

    public void lock(Credentials user) {
        of(user, LIMIT);
    }

    public List<Answer> of(Credentials user, int count) {
        return Stream.generate(() -> of(user)).limit(count).toList();
    }

    private Answer of(Credentials user) {
        var id = admin.idIfExists(user.id());
        var before = id.map(this::counted).orElse(0);
        var answer = finapi.requestUserToken(user.withSecret("wrong password"));
        if (answer.status() == 400 && id.isPresent()) {
            await(() -> counted(id.get()) > before);
            await(() -> counted(id.get()) < limit() || isLocked(id.get()));
        }
        return answer;
    }

    /** How many of the user's failures in a row Keycloak knows of. */
    public int counted(Credentials user) {
        return counted(admin.idOf(user.id()));
    }

    private int counted(String id) {
        return detection(id).path("numFailures").asInt();
    }

    /** Where the user's store takes no reason for it, Keycloak's detection does not call it a lock. */
    private boolean isLocked(String id) {
        return detection(id).path("disabled").asBoolean()
                || !admin.get("/users/" + id).path("enabled").asBoolean();
    }

    private JsonNode detection(String id) {
        return admin.get("/attack-detection/brute-force/users/" + id);
    }

    private int limit() {
        return admin.get("").path("failureFactor").asInt();
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
