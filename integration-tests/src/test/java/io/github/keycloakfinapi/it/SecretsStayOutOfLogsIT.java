package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Operation;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Answer;
import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.server.Database;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.ServerOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a log, an event or a table has kept is read by many. */
@Tag("any-back-end")
final class SecretsStayOutOfLogsIT {

    // The exceptions: below these levels Hibernate logs every value of every row, and the others the URI of every
    // request,
    // with the query in which finAPI lets a client put its secrets. The last two know nothing of a request, and write
    // half of
    // all lines.
    private static final String EVERYTHING = String.join(
            ",",
            "trace",
            "org.hibernate:info",
            "io.vertx.ext.web.impl.RouterImpl:info",
            "org.keycloak.transaction.JtaTransactionWrapper:info",
            "org.keycloak.events:debug",
            "com.arjuna:info",
            "liquibase:info");

    private static final Map<String, String> WHERE_SECRETS_BELONG = Map.of(
            "CLIENT.SECRET", "Keycloak compares a client's secret with the one it keeps",
            "CLIENT_ATTRIBUTES.VALUE",
                    "finAPI's data decryption key is one that both sides have; a FinTS product number");

    private static final List<String> SECRETS = new ArrayList<>();
    private static final List<String> USERS = new ArrayList<>();

    private static Database database;
    private static String log;
    private static String events;
    private static String adminEvents;
    private static String metrics;

    @BeforeAll
    static void liveALifeFullOfSecrets() {
        database = Database.create();
        try (var keycloak = KeycloakServer.start(
                ServerOptions.development().logLevel(EVERYTHING).database(database))) {
            keycloak.admin()
                    .put(
                            "/events/config",
                            Map.of(
                                    "eventsEnabled", true,
                                    "adminEventsEnabled", true,
                                    "adminEventsDetailsEnabled", true))
                    .expect(204);
            for (var version : Version.values()) {
                new Life(keycloak, FinApi.of(keycloak, version)).live();
            }
            events = keycloak.admin().get("/events?max=1000").toString();
            adminEvents = keycloak.admin().get("/admin-events?max=1000").toString();
            metrics = Call.to("GET", URI.create(keycloak.management() + "/metrics"))
                    .send()
                    .expect(200)
                    .body();
            log = keycloak.log();
        }
    }

    @AfterAll
    static void end() {
        database.close();
    }

    @Test
    void theLogHasNone() {
        assertThat(log.lines().filter(line -> line.contains(" TRACE ")).limit(1))
                .hasSize(1);
        assertThat(withSecrets(log.lines())).isEmpty();
    }

    @Test
    void theEventsHaveNone() {
        assertThat(events).contains(USERS);
        assertThat(withSecrets(Stream.of(events))).isEmpty();
    }

    @Test
    void theEventsOfTheAdministrationHaveNone() {
        assertThat(adminEvents).contains("DELETE", "finapi.fints-product-registration-number");
        assertThat(withSecrets(Stream.of(adminEvents))).isEmpty();
    }

    @Test
    void theMetricsHaveNoneAndNameNobody() {
        assertThat(metrics)
                .contains("finapi_calls_seconds_count{")
                .doesNotContain(SECRETS)
                .doesNotContain(USERS);
    }

    @Test
    void theDatabaseHasThemWhereTheyBelongAndNowhereElse() {
        assertThat(database.columnsWith(USERS)).contains("USER_ENTITY.USERNAME");
        assertThat(database.columnsWith(SECRETS)).containsExactlyInAnyOrderElementsOf(WHERE_SECRETS_BELONG.keySet());
    }

    private static List<String> withSecrets(Stream<String> texts) {
        return texts.filter(text -> SECRETS.stream().anyMatch(text::contains)).toList();
    }

    /** Everything that an application does with secrets, right and wrong. */
    private record Life(KeycloakServer keycloak, FinApi finapi) {

        void live() {
            SECRETS.addAll(List.of(
                    finapi.client().secret(),
                    keycloak.variable("FINAPI_CLIENT_DATA_DECRYPTION_KEY"),
                    finapi.clientToken()));
            var user = createUsers();
            getTokens(user);
            mistype(user);
            changeThePassword(user);
            revokeTokens();
            configure();
            callEverything(finapi.newUser());
            administer();
            endUsers();
        }

        private Credentials createUsers() {
            var user = new Credentials(FinApi.randomId(), canary());
            USERS.add(user.id());
            finapi.create(Map.of("id", user.id(), "password", user.secret())).expect(201);
            finapi.create(Map.of("id", user.id(), "password", user.secret())).expect(422);
            SECRETS.add(finapi.create("{}").expect(201).text("password"));
            return user;
        }

        private void getTokens(Credentials user) {
            var tokens = known(finapi.requestUserToken(user));
            finapi.user(tokens.text("access_token")).expect(200);
            finapi.edit(tokens.text("access_token"), Map.of("phone", "112")).expect(200);
            known(finapi.refresh(tokens.text("refresh_token")));
            known(finapi.call("POST", finapi.version().token() + "?" + Call.encoded(login(user)))
                    .header("Content-Type", "application/json")
                    .send());
            finapi.call("GET", finapi.version().users() + "?access_token=" + tokens.text("access_token"))
                    .send()
                    .expect(finapi.version() == Version.V1 ? 200 : 401);
        }

        private void mistype(Credentials user) {
            var mistyped = canary();
            finapi.requestUserToken(user.withSecret(mistyped)).expect(400);
            finapi.as(finapi.client().withSecret(mistyped)).requestClientToken().expect(401);
            finapi.refresh(mistyped).expect(400);
            finapi.user(mistyped).expect(401);
            finapi.create(Map.of("password", mistyped + "\n")).expect(400);
            finapi.create("{\"password\":\"" + mistyped).expect(400);
            finapi.edit(finapi.userToken(user), Map.of("password", mistyped)).expect(400);
            finapi.executePasswordChange(user.withSecret(mistyped), mistyped).expect(400);
            finapi.call("POST", finapi.version().token() + "?password=" + mistyped + "&password=" + mistyped)
                    .send()
                    .expect(400);
            for (var i = 0; i < 4; i++) {
                finapi.requestUserToken(new Credentials("nobody-" + finapi.version(), mistyped));
            }
        }

        private void changeThePassword(Credentials user) {
            var change = FinApi.passwordChange(keycloak, finapi);
            var unused = change.tokenFor(user);
            var token = change.tokenFor(user);
            SECRETS.addAll(List.of(unused, token));
            var changed = user.withSecret(canary());
            finapi.executePasswordChange(changed, unused).expect(403);
            finapi.executePasswordChange(changed, token).expect(200);
            finapi.executePasswordChange(changed, token).expect(403);
            // One that is in the database in the end.
            SECRETS.add(change.tokenFor(user));
            known(finapi.requestUserToken(changed));
        }

        private void revokeTokens() {
            var other = finapi.newUser();
            SECRETS.add(other.secret());
            var tokens = known(finapi.requestUserToken(other));
            finapi.revoke(Map.of("token", tokens.text("access_token"), "token_type_hint", "access_token"))
                    .expect(200);
            finapi.call("POST", finapi.version().revoke() + "?token=" + tokens.text("refresh_token"))
                    .bearer(finapi.clientToken())
                    .send()
                    .expect(200);
            finapi.revoke(Map.of("token", canary())).expect(200);
            finapi.revoke(Map.of("token", canary(), "token_type_hint", "other")).expect(400);
        }

        private void configure() {
            var number = UUID.randomUUID()
                    .toString()
                    .replace("-", "")
                    .substring(0, 25)
                    .toUpperCase(Locale.ROOT);
            SECRETS.add(number);
            finapi.editConfiguration(Map.of("finTSProductRegistrationNumber", number))
                    .expect(200);
            finapi.editConfiguration(Map.of("finTSProductRegistrationNumber", number + "0"))
                    .expect(400);
            finapi.configuration().expect(200);
        }

        private void callEverything(Credentials user) {
            var wrong = canary();
            SECRETS.add(user.secret());
            var userToken = known(finapi.requestUserToken(user)).text("access_token");
            var clientToken = known(finapi.requestClientToken()).text("access_token");
            var adminToken = known(mandatorAdmin().requestClientToken()).text("access_token");
            for (var operation : Operation.values()) {
                operation.call(finapi).bearer(wrong).send().expect(401);
                operation
                        .call(finapi)
                        .bearer(operation.isForUsers() ? clientToken : userToken)
                        .send()
                        .expect(403);
                operation
                        .call(finapi)
                        .bearer(
                                operation.isForUsers()
                                        ? userToken
                                        : operation.isForMandatorAdmins() ? adminToken : clientToken)
                        .send()
                        .expect(operation.status());
            }
        }

        private void administer() {
            var clients = new Clients(keycloak.admin());
            var client = clients.app();
            var mistyped = FinApi.randomId();
            var changed = FinApi.randomId();
            SECRETS.addAll(List.of(
                    client.secret(), mistyped, changed, mandatorAdmin().client().secret()));
            mandatorAdmin().changeSecret(client.withSecret(mistyped), changed).expect(422);
            mandatorAdmin().changeSecret(client, mistyped + "!").expect(400);
            mandatorAdmin().changeSecret(client, changed).expect(200);
            known(finapi.as(client.withSecret(changed)).requestClientToken());
            mandatorAdmin().deleteUsers(List.of(finapi.newUser().id())).expect(200);
        }

        private FinApi mandatorAdmin() {
            return finapi.as(FinApi.mandatorAdmin(keycloak));
        }

        /** Some stay: what is in the database is looked for there. */
        private void endUsers() {
            var unverified = finapi.as(new Clients(keycloak.admin()).appThatVerifies());
            var user = unverified.newUser();
            SECRETS.addAll(List.of(user.secret(), unverified.client().secret()));
            unverified.requestUserToken(user).expect(403);
            unverified.deleteUnverified(user.id()).expect(200);
            keycloak.admin().deleteUser(finapi.newUser().id());
        }

        private Map<String, String> login(Credentials user) {
            return Map.of(
                    "grant_type", "password",
                    "client_id", finapi.client().id(),
                    "client_secret", finapi.client().secret(),
                    "username", user.id(),
                    "password", user.secret());
        }

        private static String canary() {
            var canary = "canary-" + FinApi.randomId();
            SECRETS.add(canary);
            return canary;
        }

        /** Tokens that are secrets from now on. */
        private static Answer known(Answer answer) {
            answer.expect(200);
            SECRETS.add(answer.text("access_token"));
            if (answer.json().has("refresh_token")) {
                SECRETS.add(answer.text("refresh_token"));
            }
            return answer;
        }
    }
}
