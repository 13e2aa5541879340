package io.github.keycloakfinapi.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run of its own process, ended from outside. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CompareEndedTest {

    @Test
    void aRunThatIsEndedDeletesItsUsers() throws IOException, InterruptedException {
        var created = new CountDownLatch(1);
        try (var server = new SimpleServer((call, answer) -> {
            if (call.creates()) {
                created.countDown();
            }
            return answer;
        })) {
            // The pause keeps it from coming to its end by itself.
            var run = start(server, "--pause", "500", "--allow", "none");
            created.await();
            run.destroy();

            assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(server.users()).isEmpty();
            assertThat(server.calls()).anyMatch(call -> call.is("POST /mandatorAdmin/deleteUsers"));
        }
    }

    private static Process start(SimpleServer server, String... more) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Compare.class.getName(),
                "--left",
                server.base(),
                "--right",
                server.base()));
        command.addAll(List.of(more));
        var builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(SimpleRun.credentials());
        return builder.start();
    }
}
