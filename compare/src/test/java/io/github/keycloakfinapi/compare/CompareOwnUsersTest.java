package io.github.keycloakfinapi.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.compare.SimpleServer.Answer;
import io.github.keycloakfinapi.compare.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Which users a run deletes when a server does not do as it says. */
class CompareOwnUsersTest {
    private static final String OTHER = "alice-the-customer";

    @Test
    void anIdThatOnlyTheAnswerHasIsNotDeleted() {
        try (var server = new SimpleServer(
                (call, answer) -> call.creates() ? new Answer(201, Json.of("id", OTHER, "password", "x")) : answer)) {
            SimpleRun.of(server, "--only", "create-user,user-id-too-long,edit-user-by-post", "--allow", "none");

            assertThat(server.calls()).noneMatch(call -> (call.path() + call.body()).contains(OTHER));
            assertThat(server.users()).noneMatch(id -> id.startsWith("cmp-"));
        }
    }

    @Test
    void aUserWhoseAnswerIsLostIsDeleted() {
        try (var server = new SimpleServer((call, answer) -> call.creates() ? Answer.none() : answer)) {
            assertThat(SimpleRun.of(server, "--only", "create-user", "--allow", "none")
                            .status())
                    .isEqualTo(2);
            assertThat(server.calls()).anyMatch(SimpleServer.Call::creates);
            assertThat(server.users()).isEmpty();
        }
    }

    @Test
    void aUserThatIsMadeInSpiteOfAnErrorIsDeleted() {
        try (var server = new SimpleServer((call, answer) -> call.creates() ? new Answer(500, "{}") : answer)) {
            SimpleRun.of(server, "--only", "create-user", "--allow", "none");

            assertThat(server.users()).isEmpty();
        }
    }

    @Test
    void aUserThatIsTakenAfterASecondAttemptIsDeleted() {
        var attempts = new AtomicInteger();
        try (var server = new SimpleServer((call, answer) -> {
            if (!call.creates()) {
                return answer;
            }
            return attempts.getAndIncrement() % 2 == 0
                    ? new Answer(503, "{}", Map.of("Retry-After", "0"))
                    : new Answer(422, Json.of("errors", List.of()));
        })) {
            SimpleRun.of(server, "--only", "create-user", "--allow", "none");

            assertThat(attempts).hasValue(4);
            assertThat(server.users()).isEmpty();
        }
    }

    @Test
    void aRefusedUserIsNotDeleted() {
        try (var server = new SimpleServer(
                (call, answer) -> call.creates() ? new Answer(400, Json.of("errors", List.of())) : answer)) {
            SimpleRun.of(server, "--only", "create-user", "--allow", "none");

            assertThat(server.calls()).noneMatch(call -> call.is("POST /mandatorAdmin/deleteUsers"));
        }
    }

    @Test
    void aUserThatIsThereAlreadyIsDeletedThoughItsIdIsRefusedNow() {
        try (var server = new SimpleServer()) {
            SimpleRun.of(server, "--only", "create-user-id-taken-in-other-case", "--allow", "none");

            assertThat(server.users()).isEmpty();
        }
    }

    @Test
    void aPageThatIsNoAnswerOfTheServerDeletesNobody() {
        try (var server =
                new SimpleServer((call, answer) -> call.is("DELETE") || call.is("POST /mandatorAdmin/deleteUsers")
                        ? new Answer(call.is("DELETE") ? 404 : 200, "<html>Please log in</html>")
                        : answer)) {
            var run = SimpleRun.of(server, "--only", "create-user", "--allow", "none");

            assertThat(run.err()).contains("left: could not delete [cmp-", "right: could not delete [cmp-");
            assertThat(run.status()).isEqualTo(2);
        }
    }

    @Test
    void aUserThatCannotBeDeletedDoesNotKeepTheOthers() {
        var first = new AtomicInteger();
        try (var server = new SimpleServer((call, answer) -> {
            if (call.is("POST /mandatorAdmin/deleteUsers")) {
                return new Answer(500, "{}");
            }
            return call.is("DELETE") && call.hasToken() && first.getAndIncrement() == 0 ? Answer.none() : answer;
        })) {
            var run = SimpleRun.of(
                    server,
                    "--only",
                    "create-user,create-user-id-and-password,create-user-spelling",
                    "--allow",
                    "none");

            assertThat(run.err()).containsOnlyOnce("could not delete").doesNotContain(", cmp-");
            assertThat(run.status()).isEqualTo(2);
        }
    }

    @Test
    void anIdThatTheServerDoesNotAcceptDoesNotKeepTheOthers() {
        try (var server = new SimpleServer((call, answer) -> call.is("POST /mandatorAdmin/deleteUsers")
                        && Json.read(call.body()).path("userIds").size() > 1
                ? new Answer(400, "{}")
                : answer)) {
            var run = SimpleRun.of(server, "--only", "create-user,create-user-spelling", "--allow", "none");

            assertThat(run.err()).isEmpty();
            assertThat(server.calls())
                    .filteredOn(call -> call.is("POST /mandatorAdmin/deleteUsers"))
                    .filteredOn(call -> Json.read(call.body()).path("userIds").size() == 1)
                    .hasSize(4);
        }
    }

    @Test
    void aTokenThatNoHeaderCanHaveEndsTheCleanUpOfOneSideOnly() {
        var cleansUp = new AtomicBoolean();
        try (var server = new SimpleServer((call, answer) -> {
            if (call.hasToken() && call.is("POST /mandatorAdmin/deleteUsers")) {
                cleansUp.set(true);
                return new Answer(500, "{}");
            }
            return cleansUp.get() && call.path().endsWith("/token")
                    ? new Answer(200, Json.of("access_token", "two\nlines"))
                    : answer;
        })) {
            var run = SimpleRun.of(server, "--only", "create-user", "--allow", "none");

            assertThat(run.err()).contains("left: could not delete [cmp-", "right: could not delete [cmp-");
            assertThat(run.status()).isEqualTo(2);
        }
    }
}
