package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.Database;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.ServerOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A node issues tokens and hashes passwords before it is ready, so that its first callers do not wait for the JVM's compiler. */
@Tag("any-back-end")
final class WarmUpIT {

    private static final Version VERSION = Version.V2;

    private static Database database;

    @BeforeAll
    static void aUser() {
        database = Database.create();
        try (var first = start(0)) {
            FinApi.of(first, VERSION).newUser();
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
            assertThat(keycloak.log()).contains("Warmed up in");
            // From the user that the test created.
            assertThat(keycloak.admin().get("/events").findValuesAsText("type")).containsExactly("REGISTER");
            assertThat(keycloak.admin().get("/client-session-stats")).isEmpty();
            assertThat(keycloak.admin().get("/users/count").asInt()).isEqualTo(1);
            assertThat(keycloak.log()).doesNotContain(" ERROR ", "LOGIN_ERROR");
        }
    }
}
