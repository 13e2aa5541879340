package io.github.keycloakfinapi.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.compare.SimpleServer.Answer;
import io.github.keycloakfinapi.compare.SimpleServer.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The admin client's secret is never lost, whatever becomes of the answers. */
class CompareSecretTest {
    private static final Pattern FILE = Pattern.compile("\\S*compare-secret-\\d+");

    @Test
    void anUndisturbedChangeLeavesNeitherANewSecretNorAFile() {
        try (var server = new SimpleServer()) {
            var run = run(server);

            assertThat(run.status()).isZero();
            assertThat(run.err()).isEmpty();
            assertThat(server.secret()).isEqualTo(SimpleServer.SECRET);
        }
    }

    @Test
    void aChangeWhoseAnswerIsLostIsChangedBack() {
        try (var server = new SimpleServer(once(Answer.none()))) {
            run(server);

            assertThat(server.calls()).filteredOn(CompareSecretTest::changes).hasSize(2);
            assertThat(server.secret()).isEqualTo(SimpleServer.SECRET);
        }
    }

    @Test
    void aChangeThatAGatewayGivesUpIsChangedBack() {
        try (var server = new SimpleServer(once(new Answer(504, "<html>")))) {
            run(server);

            assertThat(server.secret()).isEqualTo(SimpleServer.SECRET);
        }
    }

    @Test
    void aServerThatIsAwayAfterTheChangeLeavesTheSecretInAFile() throws IOException {
        var away = new AtomicBoolean();
        try (var server = new SimpleServer((call, answer) -> {
            if (changes(call)) {
                away.set(true);
                return answer;
            }
            return away.get() ? Answer.none() : answer;
        })) {
            var run = run(server);

            assertThat(run.status()).isEqualTo(2);
            assertThat(run.err()).doesNotContain(server.secret());
            var name = FILE.matcher(run.err());
            assertThat(name.find()).isTrue();
            var file = Path.of(name.group());
            assertThat(Files.readString(file)).isEqualToIgnoringNewLines(server.secret());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            Files.delete(file);
        }
    }

    private static SimpleRun run(SimpleServer server) {
        return SimpleRun.of(server, "--only", "change-secret-of-itself", "--allow", "secret");
    }

    private static BiFunction<Call, Answer, Answer> once(Answer fault) {
        var done = new AtomicBoolean();
        return (call, answer) -> changes(call) && !done.getAndSet(true) ? fault : answer;
    }

    private static boolean changes(Call call) {
        return call.hasToken() && call.is("POST /mandatorAdmin/changeClientCredentials");
    }
}
