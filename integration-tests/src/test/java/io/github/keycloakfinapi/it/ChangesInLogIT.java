package io.github.keycloakfinapi.it;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Json;
import io.github.keycloakfinapi.it.server.Closing;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.ServerOptions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The log has a line for each change that finAPI's clients make, readable for people and programs. */
@Tag("any-back-end")
final class ChangesInLogIT {

    private static final String CATEGORY = "io.github.keycloakfinapi.changes";
    private static final Set<String> OF_USERS = Set.of(
            "createUser",
            "editAuthorizedUser",
            "deleteAuthorizedUser",
            "deleteUnverifiedUser",
            "verifyUser",
            "requestPasswordChange",
            "executePasswordChange",
            "deleteUsers");
    private static final Set<String> OF_OTHER_CLIENTS = Set.of("changeClientCredentials", "switchApiVersion");
    private static final String OF_ITSELF = "editClientConfiguration";

    private static KeycloakServer keycloak;

    @BeforeAll
    static void startAServerThatLogsForPrograms() {
        keycloak = KeycloakServer.start(ServerOptions.development()
                .argument("--log-console-output=json")
                .logLevel("info," + CATEGORY + ":debug"));
    }

    @AfterAll
    static void end() {
        Closing.all(keycloak);
    }

    @Test
    void eachChangeOfADayHasALineAndNothingElseHasOne() {
        try (var realm = new OtherRealm(keycloak, Version.V2)) {
            var day = new DayOfCalls(keycloak, realm);

            day.live();

            var done = lines(realm, "INFO");
            assertThat(fields(done, "operation"))
                    .containsAll(OF_USERS)
                    .containsAll(OF_OTHER_CLIENTS)
                    .contains(OF_ITSELF)
                    .hasSize(OF_USERS.size() + OF_OTHER_CLIENTS.size() + 1);
            assertThat(fields(done, "status")).isEqualTo(Set.of("200", "201"));
            assertThat(fields(done, "version")).isEqualTo(Set.of("v2"));
            assertThat(done).allSatisfy(line -> {
                var operation = field(line, "operation");
                assertThat(line.path("mdc").has("finapi.userId")).isEqualTo(OF_USERS.contains(operation));
                assertThat(line.path("mdc").has("finapi.changedClientId"))
                        .isEqualTo(OF_OTHER_CLIENTS.contains(operation));
                assertThat(field(line, "requestId")).startsWith("selfgen-");
                assertThat(line.path("message").asText())
                        .startsWith("operation=\"" + operation + "\" version=\"v2\" status=\"20");
            });
            assertThat(lines(realm, "DEBUG"))
                    .extracting(line -> field(line, "operation") + " " + field(line, "error"))
                    .containsExactlyInAnyOrder("createUser ENTITY_EXISTS", "executePasswordChange INVALID_TOKEN");
            assertThat(day.secrets()).noneMatch(keycloak.log()::contains);
        }
    }

    @Test
    void manyWhoAreDeletedByOneCallHaveALineEach() {
        try (var realm = new OtherRealm(keycloak, Version.V1)) {
            var one = realm.finapi().newUser();
            var other = realm.finapi().newUser();
            var ids = List.of(realm.admin().idOf(one.id()), realm.admin().idOf(other.id()));

            realm.mandator()
                    .deleteUsers(List.of(one.id(), other.id(), "nobody"))
                    .expect(200);

            assertThat(lines(realm, "INFO"))
                    .filteredOn(line -> field(line, "operation").equals("deleteUsers"))
                    .extracting(line -> field(line, "userId"))
                    .containsExactlyInAnyOrderElementsOf(ids);
        }
    }

    @Test
    void theCallersRequestIdIsOneValue() {
        try (var realm = new OtherRealm(keycloak, Version.V2)) {
            var id = "42\" operation=\"none\" \\";

            realm.finapi()
                    .users("POST")
                    .bearer(realm.finapi().clientToken())
                    .header("X-Request-Id", id)
                    .json(Json.of(Map.of("id", FinApi.randomId())))
                    .send()
                    .expect(201);

            assertThat(lines(realm, "INFO")).singleElement().satisfies(line -> {
                assertThat(field(line, "requestId")).isEqualTo(id);
                assertThat(line.path("message").asText())
                        .contains(" requestId=\"42\\\" operation=\\\"none\\\" \\\\\" userId=");
            });
        }
    }

    /** Those of a realm. */
    private static List<JsonNode> lines(OtherRealm realm, String level) {
        return keycloak.log()
                .lines()
                .filter(line -> line.contains(CATEGORY) && line.contains(realm.name()))
                .map(line -> Json.tree(Json.object(line)))
                .filter(line -> line.path("loggerName").asText().equals(CATEGORY))
                .filter(line -> line.path("level").asText().equals(level))
                .toList();
    }

    private static Set<String> fields(List<JsonNode> lines, String name) {
        return lines.stream().map(line -> field(line, name)).collect(toSet());
    }

    private static String field(JsonNode line, String name) {
        return line.path("mdc").path("finapi." + name).asText();
    }
}
