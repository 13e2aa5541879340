package io.github.keycloakfinapi.compare.wire;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that does not come to the end of its answer ends the run. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class EndlessAnswerTest {

    @Test
    void anAnswerLongerThan16MebibytesIsNotReadToItsEnd() throws IOException {
        try (var server = new Endless(1 << 16, Duration.ZERO)) {
            assertThatThrownBy(() -> server.call(Duration.ofMinutes(1)))
                    .isInstanceOf(SideDoesNotAnswer.class)
                    .hasMessageContaining("more than 16777216 bytes");
        }
    }

    @Test
    void anAnswerThatComesByteByByteIsNotWaitedFor() throws IOException {
        try (var server = new Endless(1, Duration.ofMillis(20))) {
            assertThatThrownBy(() -> server.call(Duration.ofMillis(300)))
                    .isInstanceOf(SideDoesNotAnswer.class)
                    .hasMessageContaining("no answer in time");
        }
    }

    /** Writes until nobody reads. */
    private static final class Endless implements AutoCloseable {

        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

        Endless(int size, Duration pause) throws IOException {
            server.createContext("/", exchange -> {
                exchange.sendResponseHeaders(200, 0);
                try (exchange) {
                    while (true) {
                        exchange.getResponseBody().write(new byte[size]);
                        exchange.getResponseBody().flush();
                        Thread.sleep(pause.toMillis());
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            server.start();
        }

        void call(Duration longest) {
            var side = new Side(
                    "left",
                    "http://127.0.0.1:" + server.getAddress().getPort(),
                    new Credentials("client", "a-secret"),
                    Optional.empty(),
                    Optional.empty());
            new Connection(side, Duration.ZERO, longest, new Secrets()).send(Version.V2, Request.get("/users"));
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
