package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.SqlLog;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.http.Json;
import io.github.keycloakfinapi.it.server.Admin;
import io.github.keycloakfinapi.it.server.Closing;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.ServerOptions;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An answer in finAPI's shape costs the database hardly more than one in Keycloak's. */
final class SqlStatementsIT {

    /** Of so many the cheapest counts: a server has something else to do at times. */
    private static final int ROUNDS = 5;

    private static KeycloakServer keycloak;
    private static SqlLog sql;
    private static Admin admin;
    private static String adminToken;

    @BeforeAll
    static void startAServerThatLogsItsStatements() {
        keycloak = KeycloakServer.start(ServerOptions.development().logLevel(SqlLog.LEVEL));
        sql = new SqlLog(keycloak);
        admin = keycloak.admin();
        // Both write one about what they do, each into a table of its own; that is not what is compared here.
        admin.put("/events/config", Map.of("eventsEnabled", false, "adminEventsEnabled", false))
                .expect(204);
        // A program, as finAPI's caller is one: Keycloak looks into the database for the session of its token.
        var program = new Clients(admin).thatManagesUsers();
        adminToken = FinApi.of(keycloak, Version.V2)
                .as(program)
                .standardToken(Map.of("grant_type", "client_credentials"))
                .expect(200)
                .text("access_token");
    }

    @AfterAll
    static void end() {
        Closing.all(keycloak);
    }

    @ParameterizedTest
    @EnumSource
    void creatingAUser(Version version) {
        var finapi = FinApi.of(keycloak, version);
        var clientToken = finapi.clientToken();

        assertThatCosts(
                "Creating a user",
                // To look whether the user has the role finapi-user, and to give it; to enter it in the register, and
                // to count. Of a user of Keycloak's the register asks for roles and groups.
                4 - 2,
                round -> finapi.users("POST").bearer(clientToken).json(Json.of(finapiUser())),
                round -> admin.call("POST", "/users").bearer(adminToken).json(Json.of(keycloakUser())));
    }

    @ParameterizedTest
    @EnumSource
    void readingAUser(Version version) {
        var finapi = FinApi.of(keycloak, version);
        var user = newUser(finapi);
        var userToken = finapi.userToken(user);
        var path = "/users/" + admin.idOf(user.id());

        assertThatCosts(
                "Reading a user",
                0,
                round -> finapi.users("GET").bearer(userToken),
                round -> admin.call("GET", path).bearer(adminToken));
    }

    @ParameterizedTest
    @EnumSource
    void changingAUser(Version version) {
        var finapi = FinApi.of(keycloak, version);
        var user = newUser(finapi);
        var userToken = finapi.userToken(user);
        var path = "/users/" + admin.idOf(user.id());
        var whole = admin.get(path);

        assertThatCosts(
                "Changing a user",
                0,
                round -> finapi.users("PATCH")
                        .bearer(userToken)
                        .json(Json.of(Map.of("email", "changed-here-" + round + "@example.org", "phone", "0" + round))),
                round -> {
                    var changed = Json.object(whole.toString());
                    changed.put("email", "changed-there-" + round + "@example.org");
                    changed.put(
                            "attributes",
                            Map.of("phone", List.of("1" + round), "isAutoUpdateEnabled", List.of("true")));
                    return admin.call("PUT", path).bearer(adminToken).json(Json.of(changed));
                });
    }

    /** The first of a day is noted, by one statement. */
    @ParameterizedTest
    @EnumSource
    void loggingIn(Version version) {
        var finapi = FinApi.of(keycloak, version);
        var user = newUser(finapi);
        var login =
                finapi.tokenCall(Map.of("grant_type", "password", "username", user.id(), "password", user.secret()));

        var first = sql.of(login);
        var second = sql.of(login);

        assertThat(first).filteredOn(statement -> statement.contains("FINAPI_")).hasSize(1);
        assertThat(second).noneMatch(statement -> statement.contains("FINAPI_"));
    }

    @ParameterizedTest
    @EnumSource
    void theSameClientTokenAgain(Version version) {
        var finapi = FinApi.of(keycloak, version);
        var again = finapi.tokenCall(Map.of("grant_type", "client_credentials"));

        assertThat(statements(round -> again)).isEmpty();
    }

    /** The register moves the user to the deleted ones, by one statement, and another counts. */
    @ParameterizedTest
    @EnumSource
    void deletingAUser(Version version) {
        var finapi = FinApi.of(keycloak, version);
        var token = finapi.userToken(newUser(finapi));

        assertThat(sql.of(finapi.users("DELETE").bearer(token)))
                .filteredOn(statement -> statement.contains("FINAPI_"))
                .hasSize(2);
    }

    /** The register need not be told: its row of a user says nothing of it. Nor do events that nobody keeps cost anything. */
    @ParameterizedTest
    @EnumSource
    void verifyingAUser(Version version) {
        var finapi = FinApi.of(keycloak, version).as(new Clients(admin).appThatVerifies());
        var token = finapi.clientToken();
        var path = version.users() + "/verify/";

        assertThat(statements(round ->
                        finapi.call("POST", path + finapi.newUser().id()).bearer(token)))
                .filteredOn(statement -> statement.contains("FINAPI_") || statement.contains("EVENT_ENTITY"))
                .isEmpty();
    }

    /** However many users there are. */
    @ParameterizedTest
    @EnumSource
    void listingUsers(Version version) {
        var mandator = FinApi.of(keycloak, version).as(FinApi.mandatorAdmin(keycloak));
        mandator.userList("").expect(200);
        var list =
                mandator.call("GET", version.mandatorAdmin() + "/getUserList").bearer(mandator.clientToken());

        assertThat(statements(round -> list))
                .filteredOn(statement -> statement.contains("USER"))
                .hasSizeLessThanOrEqualTo(4);
    }

    private static Credentials newUser(FinApi finapi) {
        var user = finapiUser();
        finapi.create(user).expect(201);
        return new Credentials((String) user.get("id"), (String) user.get("password"));
    }

    private static Map<String, Object> finapiUser() {
        return Map.of(
                "id", FinApi.randomId(),
                "password", "open sesame",
                "email", "ali@example.org",
                "phone", "030 1234",
                "isAutoUpdateEnabled", true);
    }

    private static Map<String, Object> keycloakUser() {
        return Map.of(
                "username", FinApi.randomId(),
                "enabled", true,
                "email", "ali@example.org",
                "attributes", Map.of("phone", List.of("030 1234"), "isAutoUpdateEnabled", List.of("true")),
                "credentials", List.of(Map.of("type", "password", "value", "open sesame")));
    }

    private static void assertThatCosts(String what, int more, IntFunction<Call> ours, IntFunction<Call> keycloaks) {
        var here = statements(ours);
        var there = statements(keycloaks);

        assertThat(here.size())
                .as(
                        "%s: %d statements here, %d in Keycloak's Admin REST API.%nHere:%n%s%nThere:%n%s",
                        what, here.size(), there.size(), String.join("\n", here), String.join("\n", there))
                .isLessThanOrEqualTo(there.size() + more);
    }

    /** What one call makes the server send to its database, once it is warm. */
    private static List<String> statements(IntFunction<Call> calls) {
        return IntStream.range(0, ROUNDS)
                .mapToObj(round -> sql.of(calls.apply(round)))
                .skip(1)
                .min((one, other) -> one.size() - other.size())
                .orElseThrow();
    }
}
