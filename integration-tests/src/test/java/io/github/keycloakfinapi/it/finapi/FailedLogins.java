package io.github.keycloakfinapi.it.finapi;

import io.github.keycloakfinapi.it.http.Answer;
import io.github.keycloakfinapi.it.server.Admin;
import java.util.List;
import java.util.stream.Stream;

/** Wrong passwords, one after the other: Keycloak counts them in the background, and these wait until it has. */
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
        var before = counted(user);
        var answer = finapi.requestUserToken(user.withSecret("wrong password"));
        while (answer.status() == 400 && before >= 0 && counted(user) == before) {
            pause();
        }
        return answer;
    }

    /** Negative for an id that does not exist, of which Keycloak's administration knows nothing. */
    private int counted(Credentials user) {
        return admin.idIfExists(user.id())
                .map(id -> admin.get("/attack-detection/brute-force/users/" + id)
                        .path("numFailures")
                        .asInt())
                .orElse(-1);
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
