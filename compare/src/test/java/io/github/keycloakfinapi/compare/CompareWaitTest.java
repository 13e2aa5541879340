package io.github.keycloakfinapi.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakfinapi.compare.SimpleServer.Answer;
import io.github.keycloakfinapi.compare.wire.Connection;
import io.github.keycloakfinapi.compare.wire.Credentials;
import io.github.keycloakfinapi.compare.wire.Request;
import io.github.keycloakfinapi.compare.wire.Secrets;
import io.github.keycloakfinapi.compare.wire.Side;
import io.github.keycloakfinapi.compare.wire.SideDoesNotAnswer;
import io.github.keycloakfinapi.compare.wire.Stopped;
import io.github.keycloakfinapi.compare.wire.Version;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** How long a run waits for a server. */
class CompareWaitTest {

    @Test
    void aWaitOfMoreThanAMinuteEndsTheRunAndIsSaid() {
        try (var server = new SimpleServer((call, answer) -> busy("3600"))) {
            assertThatThrownBy(() -> send(connection(server)))
                    .isInstanceOf(SideDoesNotAnswer.class)
                    .hasMessageContaining("503")
                    .hasMessageContaining("3600 s");
            assertThat(server.calls()).hasSize(1);
        }
    }

    @Test
    void aServerThatStaysBusyIsAskedThreeTimes() {
        try (var server = new SimpleServer((call, answer) -> busy("0"))) {
            assertThatThrownBy(() -> send(connection(server))).isInstanceOf(SideDoesNotAnswer.class);
            assertThat(server.calls()).hasSize(3);
        }
    }

    @Test
    void aDateIsNoReasonNotToAskAgain() {
        var attempts = new AtomicInteger();
        try (var server = new SimpleServer(
                (call, answer) -> attempts.getAndIncrement() == 0 ? busy("Wed, 21 Oct 2026 07:28:00 GMT") : answer)) {
            assertThat(send(connection(server))).isEqualTo(200);
        }
    }

    @Test
    void stoppingEndsAWaitForTheNextAttempt() throws InterruptedException {
        var called = new CountDownLatch(1);
        try (var server = new SimpleServer((call, answer) -> {
            called.countDown();
            return busy("60");
        })) {
            var connection = connection(server);
            assertThat(failure(connection, called)).isInstanceOfAny(Stopped.class, SideDoesNotAnswer.class);
            assertThat(server.calls()).hasSize(1);
        }
    }

    @Test
    void stoppingEndsACallWhoseAnswerNeverEnds() throws InterruptedException {
        var called = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        try (var server = new SimpleServer((call, answer) -> {
            called.countDown();
            await(end);
            return answer;
        })) {
            assertThat(failure(connection(server), called)).isInstanceOf(SideDoesNotAnswer.class);
            end.countDown();
        }
    }

    /** With which a call has ended that was stopped. */
    private static Throwable failure(Connection connection, CountDownLatch called) throws InterruptedException {
        var failure = new AtomicReference<Throwable>();
        var thread = new Thread(() -> {
            try {
                send(connection);
            } catch (RuntimeException e) {
                failure.set(e);
            }
        });
        thread.start();
        called.await();
        connection.stop();
        thread.join();
        return failure.get();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Answer busy(String retryAfter) {
        return new Answer(503, "{}", Map.of("Retry-After", retryAfter));
    }

    private static int send(Connection connection) {
        return connection.send(Version.V2, Request.get("/users")).status();
    }

    private static Connection connection(SimpleServer server) {
        var client = new Credentials("the-client", SimpleServer.SECRET);
        return new Connection(
                new Side("left", server.base(), client, Optional.empty(), Optional.empty()),
                Duration.ZERO,
                new Secrets());
    }
}
