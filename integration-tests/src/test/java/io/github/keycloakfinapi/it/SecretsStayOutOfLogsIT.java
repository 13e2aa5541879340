package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.ServerOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a log or an event has kept is read by many. */
final class SecretsStayOutOfLogsIT {

    // Hibernate is the exception: on these levels it logs every value of every row, which is all they are for.
    private static final String EVERYTHING = "trace,org.hibernate:info";

    private static final List<String> SECRETS = new ArrayList<>();
    private static final List<String> USERS = new ArrayList<>();

    private static KeycloakServer keycloak;

    @BeforeAll
    static void liveALifeFullOfSecrets() {
        keycloak = KeycloakServer.start(ServerOptions.development().logLevel(EVERYTHING));
        keycloak.admin()
                .put(
                        "/events/config",
                        Map.of(
                                "eventsEnabled", true,
                                "adminEventsEnabled", true,
                                "adminEventsDetailsEnabled", true))
                .expect(204);
        for (var version : Version.values()) {
            liveWith(FinApi.of(keycloak, version));
        }
        USERS.forEach(keycloak.admin()::deleteUser);
    }

    @AfterAll
    static void end() {
        if (keycloak != null) {
            keycloak.close();
        }
    }

    @Test
    void theLogHasNone() {
        var log = keycloak.log();

        assertThat(log.lines().filter(line -> line.contains(" TRACE ")).limit(1))
                .hasSize(1);
        assertThat(withSecrets(log.lines())).isEmpty();
    }

    @Test
    void theEventsHaveNone() {
        var events = keycloak.admin().get("/events?max=1000").toString();

        assertThat(events).contains(USERS);
        assertThat(withSecrets(Stream.of(events))).isEmpty();
    }

    @Test
    void theEventsOfTheAdministrationHaveNone() {
        var events = keycloak.admin().get("/admin-events?max=1000").toString();

        assertThat(events).contains("DELETE");
        assertThat(withSecrets(Stream.of(events))).isEmpty();
    }

    private static List<String> withSecrets(Stream<String> texts) {
        return texts.filter(text -> SECRETS.stream().anyMatch(text::contains)).toList();
    }

    /** Everything that an application does with secrets, right and wrong. */
    private static void liveWith(FinApi finapi) {
        var user = new Credentials(FinApi.randomId(), "canary-" + FinApi.randomId());
        USERS.add(user.id());
        SECRETS.addAll(List.of(user.secret(), finapi.client().secret(), finapi.clientToken()));

        finapi.create(Map.of("id", user.id(), "password", user.secret())).expect(201);
        finapi.create(Map.of("id", user.id(), "password", user.secret())).expect(422);
        SECRETS.add(finapi.create("{}").expect(201).text("password"));

        var tokens = finapi.requestUserToken(user).expect(200);
        SECRETS.addAll(List.of(tokens.text("access_token"), tokens.text("refresh_token")));
        finapi.user(tokens.text("access_token")).expect(200);
        var refreshed = finapi.refresh(tokens.text("refresh_token")).expect(200);
        SECRETS.addAll(List.of(refreshed.text("access_token"), refreshed.text("refresh_token")));

        var mistyped = "canary-" + FinApi.randomId();
        SECRETS.add(mistyped);
        finapi.requestUserToken(user.withSecret(mistyped)).expect(400);
        finapi.as(finapi.client().withSecret(mistyped)).requestClientToken().expect(401);
        finapi.refresh(mistyped).expect(400);
        finapi.user(mistyped).expect(401);
        finapi.create(Map.of("password", mistyped + "\n")).expect(400);
        finapi.create("{\"password\":\"" + mistyped).expect(400);
    }
}
