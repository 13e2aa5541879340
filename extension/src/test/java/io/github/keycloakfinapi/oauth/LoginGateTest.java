package io.github.keycloakfinapi.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakfinapi.api.ApiException;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoginGateTest {
    private final String realm = UUID.randomUUID().toString();

    @Test
    void theSecondComesInWhenTheFirstHasLeft() throws InterruptedException, ExecutionException, TimeoutException {
        var first = enter("Ali");
        var second = CompletableFuture.supplyAsync(() -> enter("ali"));
        assertThatThrownBy(() -> second.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

        first.run();

        second.get(5, TimeUnit.SECONDS).run();
    }

    @Test
    void anotherIdAndAnotherRealmDoNotWait() {
        var first = enter("ali");

        enter("baba").run();
        LoginGate.enter("another realm", "ali", in(0)).run();

        first.run();
    }

    @Test
    void whoeverHasNotComeInWhenTheTimeIsOverIsSentAway() {
        var first = enter("ali");

        assertThatThrownBy(() -> LoginGate.enter(realm, "ali", in(50))).isInstanceOf(ApiException.class);

        first.run();
        enter("ali").run();
    }

    @Test
    void onlyTwentyWaitForOneId() throws InterruptedException, ExecutionException {
        var first = enter("ali");
        var sentAway = new AtomicInteger();
        var threads = new ArrayList<Thread>();
        IntStream.range(0, 30).forEach(n -> {
            var thread = new Thread(() -> {
                try {
                    LoginGate.enter(realm, "ali", in(10_000)).run();
                } catch (ApiException e) {
                    sentAway.incrementAndGet();
                }
            });
            threads.add(thread);
            thread.start();
        });
        while (sentAway.get() < 10) {
            Thread.sleep(5);
        }

        first.run();

        for (var thread : threads) {
            thread.join();
        }
        assertThat(sentAway).hasValue(10);
    }

    @Test
    void leavingTwiceLeavesOnce() {
        var first = enter("ali");
        first.run();
        var second = enter("ali");

        first.run();

        assertThatThrownBy(() -> LoginGate.enter(realm, "ali", in(0))).isInstanceOf(ApiException.class);
        second.run();
    }

    private LoginGate.Exit enter(String id) {
        return LoginGate.enter(realm, id, in(5_000));
    }

    private static long in(long milliseconds) {
        return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds);
    }
}
