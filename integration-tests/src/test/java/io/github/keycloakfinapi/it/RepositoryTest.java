package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.server.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in the repository beside the code, and must agree with it or with itself. */
class RepositoryTest {
    private static final Path ROOT = Workspace.repository();

    @Test
    void eachActionIsPinnedByItsCommitWithTheTagBesideIt() throws IOException {
        assertThat(workflows().flatMap(workflow -> matches(workflow, "uses: (?!\\./)(.*)")))
                .isNotEmpty()
                .allMatch(action -> action.matches("[\\w.-]+(/[\\w.-]+)+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"));
    }

    @Test
    void eachWorkflowSaysWhatItMayDoAndWhy() throws IOException {
        assertThat(workflows()).isNotEmpty().allMatch(workflow -> workflow.contains("\npermissions:"));
        assertThat(workflows().flatMap(workflow -> matches(workflow, "\\w+: (write.*)")))
                .isNotEmpty()
                .allMatch(permission -> permission.startsWith("write # "));
    }

    @Test
    void theImageIsOfTheKeycloakThatTheExtensionIsCompiledFor() throws IOException {
        assertThat(matches(read(ROOT.resolve("docker/Dockerfile")), "ARG KEYCLOAK_VERSION=(.*)"))
                .containsExactlyElementsOf(matches(read(ROOT.resolve("pom.xml")), "<keycloak.version>(.*)</")
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({"keycloak.version, keycloak.version", "revision, testkit.version"})
    void theSampleIsOfTheVersionsThatAreBuilt(String built, String used) {
        assertThat(matches(read(ROOT.resolve("samples/three-steps/pom.xml")), "<" + used + ">(.*)</"))
                .hasSize(1)
                .containsExactlyElementsOf(matches(read(ROOT.resolve("pom.xml")), "<" + built + ">(.*)</")
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"maven-dependency-plugin", "maven-surefire-plugin"})
    void theTestKitIsDocumentedWithThePluginsThatAreUsed(String plugin) {
        var version = "<artifactId>" + plugin + "</artifactId>\\s+<version>(.*)</";

        assertThat(matches(read(ROOT.resolve("docs/testkit.md")), version))
                .hasSize(1)
                .containsExactlyElementsOf(
                        matches(read(ROOT.resolve("pom.xml")), version).toList());
    }

    @Test
    void whoGetsAnAlertFindsWhatToDo() throws IOException {
        var alerts = read(ROOT.resolve("deploy/observability/alerts.yml"));
        var operations = read(ROOT.resolve("docs/operations.md"));

        assertThat(matches(alerts, "- alert: (.*)"))
                .isNotEmpty()
                .containsExactlyElementsOf(matches(operations, "(?m)^\\| `([A-Z]\\w+)` \\| .* \\| .* \\|$")
                        .toList());
        assertThat(matches(alerts, "runbook_url: (.*)"))
                .isNotEmpty()
                .allMatch(link -> link.equals("*runbook") || link.endsWith("/docs/operations.md#alerts"));
        assertThat(operations).contains("\n### Alerts\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db-connect-timeout",
                "http-pool-max-threads",
                "http-max-queued-requests",
                "shutdown-delay",
                "shutdown-timeout"
            })
    void aLimitIsTheSameForComposeAndKubernetes(String option) {
        var variable = "KC_" + option.replace('-', '_').toUpperCase(Locale.ROOT);

        assertThat(matches(server(), "name: " + option + "\\s+value: \"?(\\w+)"))
                .hasSize(1)
                .containsExactlyElementsOf(
                        matches(nodes(), variable + ": (\\w+)").toList());
    }

    @Test
    void thePoolIsTheSameForComposeAndKubernetes() {
        assertThat(matches(server(), "poolMaxSize: (\\d+)"))
                .hasSize(1)
                .containsExactlyElementsOf(
                        matches(nodes(), "KC_DB_POOL_MAX_SIZE: (\\d+)").toList());
    }

    private static String server() {
        return read(ROOT.resolve("deploy/kubernetes/keycloak.yaml"));
    }

    private static String nodes() {
        return read(ROOT.resolve("deploy/compose/docker-compose.yml"));
    }

    private static Stream<String> workflows() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve(".github/workflows"))) {
            return files.map(RepositoryTest::read).toList().stream();
        }
    }

    private static Stream<String> matches(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
