package io.github.keycloakfinapi.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompareTest {

    @Test
    void everyCheckRunsOnBothSidesAndUsersAreDeleted() {
        try (var server = new SimpleServer()) {
            var out = new ByteArrayOutputStream();
            var status = Compare.run(
                    List.of(
                            "--left",
                            server.base(),
                            "--right",
                            server.base(),
                            "--version",
                            "both",
                            "--pause",
                            "0",
                            "--allow",
                            "all"),
                    credentials(),
                    new PrintStream(out, true, UTF_8),
                    System.err);

            assertThat(out.toString(UTF_8)).doesNotContain("| differs").doesNotContain("| not offered");
            assertThat(status).isZero();
            assertThat(server.deleted()).isPositive();
        }
    }

    private static Map<String, String> credentials() {
        var variables = new HashMap<String, String>();
        for (var side : List.of("LEFT_", "RIGHT_")) {
            for (var client : List.of("CLIENT_", "ADMIN_CLIENT_")) {
                variables.put(side + client + "ID", "the-client");
                variables.put(side + client + "SECRET", "0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0");
            }
            variables.put(side + "DATA_DECRYPTION_KEY", "0f1e2d3c4b5a69788796a5b4c3d2e1f0");
        }
        return variables;
    }
}
