package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.Database;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.ServerOptions;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A node makes tokens and hashes passwords before it is ready, so that its first callers do not wait for the compiler. */
final class WarmUpIT {

    private static final Version VERSION = Version.V2;
    private static final int FIRST = 100;
    private static final int LATER = 300;

    private static Database database;
    private static Credentials user;

    @BeforeAll
    static void aUser() {
        database = Database.create();
        try (var first = start(0)) {
            user = FinApi.of(first, VERSION).newUser();
            first.admin()
                    .put("/events/config", Map.of("eventsEnabled", true, "enabledEventTypes", List.of()))
                    .expect(204);
        }
    }

    @AfterAll
    static void end() {
        database.close();
    }

    private static KeycloakServer start(int seconds) {
        return KeycloakServer.start(ServerOptions.development()
                .argument("--spi-realm-restapi-extension--api--warm-up=" + seconds)
                .argument("--log-level=info,io.github.keycloakfinapi.warmup:debug")
                .database(database));
    }

    @Test
    void itLeavesNoTrace() {
        try (var keycloak = start(60)) {
            assertThat(keycloak.log()).contains("Warm after");
            // The one of the test itself.
            assertThat(keycloak.admin().get("/events").findValuesAsText("type")).containsExactly("REGISTER");
            assertThat(keycloak.admin().get("/client-session-stats")).isEmpty();
            assertThat(keycloak.admin().get("/users/count").asInt()).isEqualTo(1);
            assertThat(keycloak.log()).doesNotContain(" ERROR ", "LOGIN_ERROR");
        }
    }

    @Test
    void theFirstCallsAreLikeTheLaterOnes() {
        print("warm", start(60));
        print("cold", start(0));
    }

    private static void print(String state, KeycloakServer started) {
        try (var keycloak = started) {
            var finapi = FinApi.of(keycloak, VERSION);
            var first = times(finapi, FIRST);
            var later = times(finapi, LATER);
            System.out.printf(
                    "warm-up: %s: first call %d ms, p99 of the first %d %d ms, of the later ones %d ms, median %d ms%n",
                    state, first[0], FIRST, p(first, 99), p(later, 99), p(later, 50));
        }
    }

    private static long[] times(FinApi finapi, int calls) {
        return LongStream.range(0, calls)
                .map(each -> {
                    var start = System.nanoTime();
                    finapi.requestUserToken(user).expect(200);
                    return (System.nanoTime() - start) / 1_000_000;
                })
                .toArray();
    }

    private static long p(long[] times, int percent) {
        var sorted = LongStream.of(times).sorted().toArray();
        return sorted[sorted.length * percent / 100 - (percent == 99 ? 1 : 0)];
    }
}
