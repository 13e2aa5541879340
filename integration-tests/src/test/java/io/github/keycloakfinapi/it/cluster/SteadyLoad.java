package io.github.keycloakfinapi.it.cluster;

import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.http.Answer;
import io.github.keycloakfinapi.it.http.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Applications that create users, log them in, change and delete them, one call after the other, while something fails. */
final class SteadyLoad {

    static final int CALLERS = 4;
    private static final String PASSWORD = "open sesame";
    private static final Pattern STATUS = Pattern.compile("Response status (\\d{3}) not defined");
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** @param outcome the status, or the exception of a connection that was closed */
    record Outcome(String operation, String outcome, int expected, long start, long end) {
        boolean isGood() {
            return outcome.equals(Integer.toString(expected));
        }
    }

    private final FinApi finapi;
    private final List<Thread> callers;
    private final ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    private final Set<String> created = ConcurrentHashMap.newKeySet();
    private final Set<String> deleted = ConcurrentHashMap.newKeySet();
    /** Users whose creation failed, but may have happened. */
    private final Set<String> perhapsCreated = ConcurrentHashMap.newKeySet();
    /** Users whose deletion failed, but may have happened. */
    private final Set<String> perhapsDeleted = ConcurrentHashMap.newKeySet();

    private volatile boolean ended;

    SteadyLoad(FinApi finapi) {
        this.finapi = finapi;
        callers = IntStream.range(0, CALLERS)
                .mapToObj(each -> new Thread(this::work, "caller-" + each))
                .toList();
        callers.forEach(Thread::start);
    }

    private void work() {
        for (var i = 1; !ended; i++) {
            liveOf(FinApi.randomId(), i % 3 == 0);
            Cluster.pause(PAUSE);
        }
    }

    private void liveOf(String id, boolean isDeleted) {
        var client = call("client token", 200, finapi::requestClientToken);
        if (client == null) {
            return;
        }
        var user = Json.of(Map.of("id", id, "password", PASSWORD));
        var creation = call(
                "create",
                201,
                () -> finapi.users("POST")
                        .bearer(client.text("access_token"))
                        .json(user)
                        .send());
        if (creation == null) {
            perhapsCreated.add(id);
            return;
        }
        created.add(id);
        var login = call("login", 200, () -> finapi.requestUserToken(new Credentials(id, PASSWORD)));
        if (login == null) {
            return;
        }
        var token = login.text("access_token");
        call("edit", 200, () -> finapi.edit(token, Map.of("phone", "+49 89 1")));
        call("read", 200, () -> finapi.user(token));
        if (isDeleted) {
            created.remove(id);
            if (call("delete", 200, () -> finapi.delete(token)) == null) {
                perhapsDeleted.add(id);
            } else {
                deleted.add(id);
            }
        }
    }

    /** @return the answer, if it is as expected */
    private Answer call(String operation, int expected, Supplier<Answer> call) {
        var start = System.nanoTime();
        Answer answer = null;
        String outcome;
        try {
            answer = call.get();
            outcome = Integer.toString(answer.status());
        } catch (RuntimeException e) {
            outcome = rootOf(e).getClass().getSimpleName();
        } catch (AssertionError e) {
            // An answer that is not in the specification, such as a proxy's.
            var status = STATUS.matcher(e.toString());
            outcome = status.find() ? status.group(1) : e.toString();
        }
        var done = new Outcome(operation, outcome, expected, start, System.nanoTime());
        outcomes.add(done);
        return done.isGood() ? answer : null;
    }

    private static Throwable rootOf(Throwable e) {
        return e.getCause() == null ? e : rootOf(e.getCause());
    }

    /** Returns when every caller has had its last answer. */
    SteadyLoad end() {
        ended = true;
        callers.forEach(caller -> {
            try {
                caller.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        });
        return this;
    }

    List<Outcome> errors() {
        return outcomes.stream().filter(outcome -> !outcome.isGood()).toList();
    }

    /** Ids whose creation was answered 201, without those of which a deletion was tried. */
    Set<String> created() {
        return created;
    }

    Set<String> deleted() {
        return deleted;
    }

    Set<String> perhapsCreated() {
        return perhapsCreated;
    }

    Set<String> perhapsDeleted() {
        return perhapsDeleted;
    }

    static Credentials withPassword(String id) {
        return new Credentials(id, PASSWORD);
    }

    /** Numbers of calls, failures and users; the window is the time from the first failed call to the last. */
    String figures() {
        var errors = errors();
        var kinds = errors.stream()
                .collect(Collectors.groupingBy(
                        error -> error.operation() + " " + error.outcome(), TreeMap::new, Collectors.counting()));
        return "%d calls, %d failed %s, window %s, longest good call %d ms, longest failed call %d ms, users %d, deleted %d"
                .formatted(
                        outcomes.size(),
                        errors.size(),
                        kinds,
                        window(errors),
                        longest(outcomes.stream().filter(Outcome::isGood).toList()),
                        longest(errors),
                        created.size(),
                        deleted.size());
    }

    private static long longest(List<Outcome> calls) {
        return calls.stream()
                .mapToLong(call -> (call.end() - call.start()) / 1_000_000)
                .max()
                .orElse(0);
    }

    private static String window(List<Outcome> errors) {
        if (errors.isEmpty()) {
            return "none";
        }
        var first = errors.stream().mapToLong(Outcome::end).min().orElseThrow();
        var last = errors.stream().mapToLong(Outcome::end).max().orElseThrow();
        return "%.1f s".formatted((last - first) / 1e9);
    }
}
