package io.github.keycloakfinapi.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.compare.SimpleServer.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompareTest {

    @Test
    void everyCheckRunsOnBothSidesAndUsersAreDeleted() {
        try (var server = new SimpleServer()) {
            var run = SimpleRun.of(server, "--version", "both", "--allow", "all");

            assertThat(run.out()).doesNotContain("| differs").doesNotContain("| not offered");
            assertThat(run.status()).isZero();
            assertThat(server.calls()).anyMatch(call -> call.is("POST /mandatorAdmin/deleteUsers"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 405, 501})
    void aServerThatOffersNothingIsNotTheSame(int status) {
        try (var server = new SimpleServer((call, answer) -> new Answer(status, "<html>"))) {
            var run = SimpleRun.of(server, "--allow", "none");

            assertThat(run.out()).contains("| not offered").doesNotContain("| same");
            assertThat(run.err()).contains("nothing was compared");
            assertThat(run.status()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 504})
    void aGatewayWithoutItsServerIsNoDifference(int status) {
        try (var server = new SimpleServer((call, answer) -> call.creates() ? new Answer(status, "<html>") : answer)) {
            var run = SimpleRun.of(server, "--only", "get-user,create-user", "--allow", "none");

            assertThat(run.out()).doesNotContain("| differs");
            assertThat(run.err()).contains("left: POST /users: " + status);
            assertThat(run.status()).isEqualTo(2);
        }
    }
}
