package io.github.keycloakfinapi.it;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.CallbackRealm;
import io.github.keycloakfinapi.it.finapi.Eventually;
import io.github.keycloakfinapi.it.finapi.FailedLogins;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Metrics;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Answer;
import io.github.keycloakfinapi.it.http.Race;
import io.github.keycloakfinapi.it.server.Closing;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.ServerOptions;
import io.github.keycloakfinapi.it.server.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The server's metrics of finAPI's API, to which no caller can add a series. */
@Tag("any-back-end")
final class MetersIT {

    private static KeycloakServer keycloak;

    @BeforeAll
    static void startAServerThatOnlyThisTestCalls() {
        keycloak = KeycloakServer.start(ServerOptions.development().argument("--http-metrics-slos=50,500"));
    }

    @AfterAll
    static void end() {
        Closing.all(keycloak);
    }

    @ParameterizedTest
    @EnumSource
    void aCallIsCountedByWhatItIsAndHowItEnds(Version version) {
        var finapi = FinApi.of(keycloak, version);
        var token = finapi.clientToken();
        var before = Metrics.of(keycloak);
        var user = "{\"id\":\"" + FinApi.randomId() + "\",\"password\":\"open sesame\"}";

        finapi.users("POST").bearer(token).json(user).send().expect(201);
        finapi.users("POST").bearer(token).json(user).send().expect(422);
        finapi.users("POST").bearer("none").json(user).send().expect(401);
        finapi.call("GET", finapi.version().resources() + "/nothing").send().expect(404);

        var created = labels("createUser", version, 201, "");
        assertThat(more(before, "finapi_calls_seconds_count", created)).isEqualTo(1);
        assertThat(more(before, "finapi_calls_seconds_sum", created)).isPositive();
        assertThat(more(before, "finapi_calls_seconds_count", labels("createUser", version, 422, "ENTITY_EXISTS")))
                .isEqualTo(1);
        assertThat(more(before, "finapi_calls_seconds_count", labels("createUser", version, 401, "invalid_token")))
                .isEqualTo(1);
        assertThat(more(before, "finapi_calls_seconds_count", labels("unknown", version, 404, "UNKNOWN_ENTITY")))
                .isEqualTo(1);
    }

    @Test
    void theBucketsAreThoseOfTheServersOwnRequests() {
        FinApi.of(keycloak, Version.V2).clientToken();

        var metrics = Metrics.of(keycloak);

        assertThat(buckets(metrics, "finapi_calls_seconds_bucket"))
                .contains("0.05", "0.5", "+Inf")
                .isEqualTo(buckets(metrics, "http_server_requests_seconds_bucket"));
    }

    @Test
    void usersWhoComeAndGoAndAreLockedAreCounted() {
        try (var realm = new OtherRealm(keycloak, Version.V2)) {
            var finapi = realm.finapi();
            var user = finapi.newUser();
            finapi.create(Map.of("id", user.id())).expect(422);
            realm.admin().deleteUser(finapi.newUser().id());
            new FailedLogins(finapi, realm.admin()).lock(user);

            var metrics = Metrics.of(keycloak);

            assertThat(events(metrics, realm, "created")).isEqualTo(2);
            assertThat(events(metrics, realm, "deleted")).isEqualTo(1);
            assertThat(events(metrics, realm, "locked")).isEqualTo(1);
        }
    }

    @Test
    void loginsThatWaitForEachOtherAreCounted() throws InterruptedException, ExecutionException {
        var finapi = FinApi.of(keycloak, Version.V2);
        var user = finapi.newUser();
        var before = Metrics.of(keycloak);

        var logins = Race.of(IntStream.range(0, 5)
                .mapToObj(n -> finapi.tokenCall(
                        Map.of("grant_type", "password", "username", user.id(), "password", user.secret())))
                .toList());

        // A slow server refuses some of them.
        assertThat(logins).extracting(Answer::status).isSubsetOf(200, 503);
        assertThat(more(before, "finapi_login_waits_seconds_count", Map.of())).isPositive();
    }

    /** The server would keep such a series as long as it runs. */
    @Test
    void tenThousandOddRequestsAddNoSeries() {
        var few = OddRequest.send(keycloak, 2_000);
        var before = identities();

        var many = OddRequest.send(keycloak, 10_000);

        assertThat(few).hasSizeGreaterThan(3);
        assertThat(many).isEqualTo(few);
        assertThat(identities()).isEqualTo(before);
    }

    @Test
    void theMetersAreThoseOfTheDocumentation() throws IOException, InterruptedException, ExecutionException {
        var documented = documented();
        loginsThatWaitForEachOtherAreCounted();
        try (var realm = new CallbackRealm(keycloak)) {
            realm.deleted("ali");

            Eventually.holds(() -> assertThat(rows(Metrics.of(keycloak))).containsExactlyElementsOf(documented));
        }
    }

    private static double more(Metrics before, String name, Map<String, String> labels) {
        return Metrics.of(keycloak).sum(name, labels) - before.sum(name, labels);
    }

    private static Map<String, String> labels(String operation, Version version, int status, String error) {
        return Map.of(
                "operation",
                operation,
                "version",
                version.name().toLowerCase(),
                "status",
                Integer.toString(status),
                "error",
                error);
    }

    private static List<String> buckets(Metrics metrics, String name) {
        return metrics.named(name).stream()
                .map(series -> series.labels().get("le"))
                .distinct()
                .sorted()
                .toList();
    }

    private static double events(Metrics metrics, OtherRealm realm, String event) {
        return metrics.sum("finapi_user_events_total", Map.of("realm", realm.name(), "event", event));
    }

    private static List<?> identities() {
        return Metrics.of(keycloak).named("finapi_").stream()
                // Updated in the background.
                .filter(series -> !series.name().startsWith("finapi_callback_"))
                .map(series -> series.name() + series.labels())
                .sorted()
                .toList();
    }

    private static List<String> rows(Metrics metrics) {
        return metrics.descriptions().keySet().stream()
                .filter(name -> name.startsWith("finapi_") && !name.endsWith("_max"))
                .sorted()
                .map(name -> "| `%s` | %s | %s |"
                        .formatted(
                                name,
                                metrics.named(name).stream()
                                        .flatMap(series -> series.labels().keySet().stream())
                                        .filter(label -> !label.equals("le"))
                                        .map(label -> "`" + label + "`")
                                        .collect(toCollection(TreeSet::new))
                                        .stream()
                                        .reduce((one, other) -> one + ", " + other)
                                        .orElse(""),
                                metrics.descriptions().get(name)))
                .toList();
    }

    private static List<String> documented() throws IOException {
        return Files.readAllLines(Workspace.docs().resolve("operations.md")).stream()
                .dropWhile(line -> !line.equals("<!-- meters -->"))
                .skip(3)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }
}
