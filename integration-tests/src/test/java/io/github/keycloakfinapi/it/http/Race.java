package io.github.keycloakfinapi.it.http;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** Calls that are sent at the same moment. */
public final class Race {

    private Race() {}

    /** The answers, in the order of the calls. */
    public static List<Answer> of(List<Call> calls) throws InterruptedException, ExecutionException {
        var start = new CountDownLatch(1);
        var pool = Executors.newFixedThreadPool(calls.size());
        try {
            var running = calls.stream()
                    .map(call -> pool.submit((Callable<Answer>) () -> {
                        start.await();
                        return call.send();
                    }))
                    .toList();
            start.countDown();
            var answers = new ArrayList<Answer>();
            for (var each : running) {
                answers.add(each.get());
            }
            return answers;
        } finally {
            pool.shutdownNow();
        }
    }
}
