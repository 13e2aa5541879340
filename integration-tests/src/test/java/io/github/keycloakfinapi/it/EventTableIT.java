package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The events of finAPI's calls are those of the table in the documentation, and none tells a secret. */
@BothVersions
final class EventTableIT {

    private final KeycloakServer keycloak;
    private final Version version;

    EventTableIT(Version version, KeycloakServer keycloak) {
        this.keycloak = keycloak;
        this.version = version;
    }

    @Test
    void aDayIsToldAsTheDocumentationSays() throws IOException {
        try (var realm = new OtherRealm(keycloak, version, everything())) {
            var day = new DayOfCalls(keycloak, realm);

            day.live();

            assertThat(day.rows()).containsExactlyElementsOf(documented());
        }
    }

    @Test
    void noSecretIsToldAllDay() {
        try (var realm = new OtherRealm(keycloak, version, everything())) {
            var day = new DayOfCalls(keycloak, realm);

            day.live();

            assertThat(day.told()).anyMatch(event -> event.contains("representation"));
            assertThat(day.secrets())
                    .noneMatch(secret -> day.told().stream().anyMatch(event -> event.contains(secret)));
            assertThat(day.told())
                    .noneMatch(event -> event.contains("\\\"credentials\\\"") || event.contains("secretData"));
        }
    }

    private Map<String, ?> everything() {
        var types = keycloak.admin().serverInfo().path("enums").path("eventType");
        return Map.of(
                "eventsEnabled", true,
                "enabledEventTypes", types.valueStream().map(JsonNode::asText).toList(),
                "adminEventsEnabled", true,
                "adminEventsDetailsEnabled", true);
    }

    private static List<String> documented() throws IOException {
        return Files.readAllLines(Workspace.docs().resolve("operations.md")).stream()
                .dropWhile(line -> !line.equals("<!-- events -->"))
                .skip(3)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }
}
