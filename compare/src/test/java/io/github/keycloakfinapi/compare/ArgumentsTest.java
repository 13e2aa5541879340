package io.github.keycloakfinapi.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakfinapi.compare.checks.Need;
import io.github.keycloakfinapi.compare.wire.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
    private static final Map<String, String> CLIENTS = Map.of(
            "LEFT_CLIENT_ID", "left-client",
            "LEFT_CLIENT_SECRET", "left-secret",
            "RIGHT_CLIENT_ID", "right-client",
            "RIGHT_CLIENT_SECRET", "right-secret");

    private static Arguments arguments(String... more) {
        var all =
                new ArrayList<>(List.of("--left", "https://left.example.org/", "--right", "http://localhost:8080/a/b"));
        all.addAll(List.of(more));
        return new Arguments(all, CLIENTS);
    }

    @Test
    void twoAddressesAreEnough() {
        var arguments = arguments();

        assertThat(arguments.side("left").base()).isEqualTo("https://left.example.org");
        assertThat(arguments.side("right").base()).isEqualTo("http://localhost:8080/a/b");
        assertThat(arguments.side("right").client().id()).isEqualTo("right-client");
        assertThat(arguments.side("left").mandatorAdmin()).isEmpty();
        assertThat(arguments.versions()).containsExactly(Version.V2);
        assertThat(arguments.pause()).isEqualTo(Duration.ofMillis(100));
        assertThat(arguments.answersAreGiven()).isFalse();
    }

    @Test
    void allOptions() {
        var arguments = arguments(
                "--version", "both", "--only", "token-client,token-user", "--pause", "0", "--allow", "lock,client");

        assertThat(arguments.versions()).containsExactly(Version.V1, Version.V2);
        assertThat(arguments.only()).containsExactly("token-client", "token-user");
        assertThat(arguments.pause()).isZero();
        assertThat(arguments.allowed()).containsExactly(Need.LOCK, Need.CLIENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--version v3",
                "--pause soon",
                "--pause 60001",
                "--allow everything",
                "--left ftp://example.org",
                "--left https://user:word@example.org",
                "--left https://example.org?a=b",
                "--left http://example.org",
                "--left http://127.0.0.1.example.org",
                "--right http://localhost.example.org",
                "--right localhost:8080",
                "--junit",
                "--colour blue"
            })
    void wrongUseIsRefused(String line) {
        assertThatThrownBy(() -> arguments(line.split(" "))).isInstanceOf(WrongUse.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--left http://127.0.0.1:8080",
                "--left http://[::1]:8080",
                "--insecure --left http://example.org"
            })
    void secretsGoUnencryptedOnlyToThisMachineOrOnDemand(String line) {
        assertThat(arguments(line.split(" ")).side("left").base()).startsWith("http://");
    }

    @Test
    void aMissingVariableIsNamed() {
        var arguments = new Arguments(List.of("--left", "https://a", "--right", "https://b"), Map.of());

        assertThatThrownBy(() -> arguments.side("left"))
                .isInstanceOf(WrongUse.class)
                .hasMessageContaining("LEFT_CLIENT_ID");
    }

    @Test
    void halfACredentialIsRefused() {
        var arguments = new Arguments(
                List.of("--left", "https://a", "--right", "https://b"), Map.of("RIGHT_CLIENT_ID", "right-client"));

        assertThatThrownBy(() -> arguments.side("right"))
                .isInstanceOf(WrongUse.class)
                .hasMessageContaining("RIGHT_CLIENT_SECRET");
    }
}
