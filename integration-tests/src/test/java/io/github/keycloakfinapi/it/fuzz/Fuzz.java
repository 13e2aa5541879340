package io.github.keycloakfinapi.it.fuzz;

import io.github.keycloakfinapi.it.http.Answer;
import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.http.KeycloakItself;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.sessions.JqwikSession;

/**
 * Sends made-up requests and keeps what must not have been answered.
 *
 * @param requests how many
 * @param seed decides what they are; the same seed makes the same ones
 */
public record Fuzz(int requests, long seed) {

    private static final int RENEW = 50;
    private static final int ENOUGH = 20;
    private static final int TOO_LONG = 414;

    /**
     * The outcome.
     *
     * @param failures one request of each sort that was answered as none may be
     * @param answers how many there were of each status
     * @param heapGrowth in bytes
     */
    public record Report(Map<String, String> failures, Map<Integer, Integer> answers, long heapGrowth) {}

    public Report run(KeycloakServer keycloak) {
        var failures = new LinkedHashMap<String, String>();
        var answers = new TreeMap<Integer, Integer>();
        var heap = new Heap(keycloak);
        JqwikSession.run(() -> {
            try (var target = new Target(keycloak)) {
                var generator = Requests.to(target).generator(1_000, false);
                var status = 0;
                for (var i = 0; i < requests && failures.size() < ENOUGH; i++) {
                    if (i % RENEW == 0) {
                        target.renew();
                        heap.sample();
                    }
                    // Each from a seed of its own, whatever those before it have drawn.
                    var call = generator.next(new Random(seed + i)).value();
                    try {
                        var answer = send(call, status);
                        status = answer.status();
                        answers.merge(status, 1, Integer::sum);
                        requireHarmless(call, answer);
                    } catch (AssertionError | UncheckedIOException e) {
                        failures.putIfAbsent(kind(call, e), "request " + i + ": " + text(call) + "\n" + e.getMessage());
                    }
                }
            }
        });
        heap.sample();
        return new Report(failures, answers, heap.growth());
    }

    /** Again where the connection is gone that the answer before came by: Keycloak closes it after a 414, and does not say so. */
    private static Answer send(Call call, int statusBefore) {
        try {
            return call.send();
        } catch (UncheckedIOException closed) {
            if (statusBefore != TOO_LONG) {
                throw closed;
            }
            return call.send();
        }
    }

    /** That the answer is as specified was looked at when it came. */
    private static void requireHarmless(Call call, Answer answer) {
        if (KeycloakItself.answered(call, answer)) {
            return;
        }
        if (answer.status() >= 500) {
            throw new AssertionError("A failure of the server: " + answer);
        }
        if (answer.header("X-Request-Id") == null) {
            throw new AssertionError("Without X-Request-Id: " + answer);
        }
        // Only a new user is told its password.
        if (answer.status() != 201 && (answer.body() + answer.headers().map()).contains(Values.SECRET)) {
            throw new AssertionError("Tells a secret: " + answer);
        }
    }

    private static String kind(Call call, Throwable failure) {
        var what = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        return call.method() + " " + what.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}|\\d{5,}|/users/(?!verify)\\S+", "…");
    }

    private static String text(Call call) {
        var body = call.body() == null ? "" : new String(call.body(), StandardCharsets.UTF_8);
        return call.method() + " " + call.uri() + "\n" + call.headers() + "\n"
                + body.substring(0, Math.min(body.length(), 2_000));
    }
}
