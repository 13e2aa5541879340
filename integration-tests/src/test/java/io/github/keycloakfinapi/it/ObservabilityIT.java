package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.keycloakfinapi.it.finapi.CallbackRealm;
import io.github.keycloakfinapi.it.finapi.Eventually;
import io.github.keycloakfinapi.it.finapi.FailedLogins;
import io.github.keycloakfinapi.it.finapi.Metrics;
import io.github.keycloakfinapi.it.http.Race;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.ServerOptions;
import io.github.keycloakfinapi.it.server.Workspace;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The queries of the alerts and the dashboard use metrics and labels that a server has. */
@Tag("any-back-end")
final class ObservabilityIT {

    private static Metrics metrics;

    /** The server is used first, because many series only appear with their first event. */
    @BeforeAll
    static void useAServerThatIsWatched() throws ExecutionException, InterruptedException {
        var options = ServerOptions.development();
        try (var keycloak = KeycloakServer.start(
                        options.build(options.build().argument("--event-metrics-user-enabled=true"))
                                .clustered()
                                .argument("--http-metrics-slos=50,500"));
                var realm = new CallbackRealm(keycloak)) {
            var finapi = realm.finapi();
            var user = finapi.newUser();
            Race.of(IntStream.range(0, 5)
                    .mapToObj(n -> finapi.tokenCall(
                            Map.of("grant_type", "password", "username", user.id(), "password", user.secret())))
                    .toList());
            new FailedLogins(finapi, realm.admin()).lock(user);
            realm.deleted("ali");
            Eventually.holds(() -> assertThat(Metrics.of(keycloak).named("finapi_callback_"))
                    .extracting(Metrics.Series::name)
                    .contains("finapi_callback_attempts_total", "finapi_callback_oldest_seconds"));
            metrics = Metrics.of(keycloak);
        }
    }

    @Test
    void anAlertUsesExistingSeries() throws IOException {
        // .ci/cluster looks for HAProxy's series.
        var rules = file(new YAMLMapper(), "alerts.yml").findValues("expr").stream()
                .filter(rule -> !rule.asText().contains("haproxy_"));

        assertThat(rules).hasSizeGreaterThan(5).allSatisfy(ObservabilityIT::isAnswered);
    }

    @Test
    void aPanelUsesExistingSeries() throws IOException {
        var panels = file(new ObjectMapper(), "grafana/dashboard.json").findValues("expr");

        assertThat(panels).hasSizeGreaterThan(10).allSatisfy(ObservabilityIT::isAnswered);
    }

    /** Otherwise the tests above would prove nothing. */
    @Test
    void aMistakeIsFound() {
        var mistakes = Stream.of(
                        "rate(finapi_cals_seconds_count[5m]) > 0",
                        "sum by (operation) (rate(finapi_calls_seconds_count{state=\"500\"}[5m]))",
                        "sum by (reason) (finapi_user_events_total) and up == 1")
                .map(text -> new Query(text).missingIn(metrics));

        assertThat(mistakes.map(List::copyOf))
                .containsExactly(
                        List.of("finapi_cals_seconds_count"),
                        List.of("finapi_calls_seconds_count state"),
                        List.of("reason"));
    }

    private static void isAnswered(JsonNode expression) {
        assertThat(new Query(expression.asText()).missingIn(metrics))
                .as("%s", expression)
                .isEmpty();
    }

    private static JsonNode file(ObjectMapper mapper, String name) throws IOException {
        return mapper.readTree(Workspace.observability().resolve(name).toFile());
    }
}
