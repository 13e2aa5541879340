package io.github.keycloakfinapi.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.Closing;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** More callers than the cluster can serve: those whom it cannot serve get 503 at once. */
@ResourceLock(Cluster.MACHINE)
final class OverloadIT {

    private static final int SUSTAINED_CALLERS = 8;
    private static final Duration TRIAL = Duration.ofSeconds(20);
    private static final Duration OVERLOAD = Duration.ofSeconds(60);

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .build();

    private static Cluster cluster;

    private final ConcurrentLinkedQueue<Integer> health = new ConcurrentLinkedQueue<>();

    private record Result(int status, long milliseconds) {}

    @BeforeAll
    static void start() {
        cluster = Cluster.start();
    }

    @AfterAll
    static void end() {
        Closing.all(cluster);
    }

    @Test
    void tenTimesAsManyLoginsAsItCanServe() {
        var finapi = FinApi.of(cluster, Version.V2);
        var users = IntStream.range(0, 64).mapToObj(each -> finapi.newUser()).toList();
        sustained(finapi, users);
        var before = sustained(finapi, users);
        var heapBefore = heap();

        var watching = new AtomicBoolean(true);
        var watch = new Thread(() -> watchHealth(watching));
        watch.start();
        var results = overload(finapi, users, before * 10);
        watching.set(false);
        join(watch);
        var heapAfter = heap();
        var after = sustained(finapi, users);

        System.out.printf(
                "cluster: overload: %.1f logins/s before, %.1f/s asked for, answers %s, good %s, refused %s, then %.1f/s; heap MiB %s before, %s after; ready %d of %d%n",
                before,
                before * 10,
                results.stream().collect(Collectors.groupingBy(Result::status, TreeMap::new, Collectors.counting())),
                times(results, status -> status == 200),
                times(results, status -> status != 200),
                after,
                heapBefore,
                heapAfter,
                health.stream().filter(status -> status == 200).count(),
                health.size());
        assertThat(results).extracting(Result::status).contains(503).isSubsetOf(200, 503);
        assertThat(health).containsOnly(200);
    }

    /** Logins per second, by callers who wait for each answer. */
    private static double sustained(FinApi finapi, List<Credentials> users) {
        var end = System.nanoTime() + TRIAL.toNanos();
        var good = IntStream.range(0, SUSTAINED_CALLERS)
                .mapToObj(caller -> CompletableFuture.supplyAsync(
                        () -> {
                            var count = 0;
                            for (var i = caller; System.nanoTime() < end; i += SUSTAINED_CALLERS) {
                                if (finapi.requestUserToken(users.get(i % users.size()))
                                                .status()
                                        == 200) {
                                    count++;
                                }
                            }
                            return count;
                        },
                        task -> new Thread(task).start()))
                .toList()
                .stream()
                .mapToInt(CompletableFuture::join)
                .sum();
        return good / (double) TRIAL.toSeconds();
    }

    /** @param rate calls per second, sent without waiting for earlier ones */
    private static List<Result> overload(FinApi finapi, List<Credentials> users, double rate) {
        var start = System.nanoTime();
        var calls = (int) (rate * OVERLOAD.toSeconds());
        var running = Stream.<CompletableFuture<Result>>builder();
        for (var i = 0; i < calls; i++) {
            var due = start + (long) (i / rate * 1e9);
            while (System.nanoTime() < due) {
                Cluster.pause(Duration.ofMillis(1));
            }
            running.add(send(finapi, users.get(i % users.size())));
        }
        return running.build().map(CompletableFuture::join).toList();
    }

    private static CompletableFuture<Result> send(FinApi finapi, Credentials user) {
        var call = finapi.tokenCall(Map.of("grant_type", "password", "username", user.id(), "password", user.secret()));
        var request = HttpRequest.newBuilder(call.uri())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofByteArray(call.body()))
                .build();
        var start = System.nanoTime();
        return HTTP.sendAsync(request, BodyHandlers.discarding())
                .thenApply(HttpResponse::statusCode)
                .exceptionally(closed -> 0)
                .thenApply(status -> new Result(status, (System.nanoTime() - start) / 1_000_000));
    }

    private static String times(List<Result> results, Predicate<Integer> status) {
        var sorted = results.stream()
                .filter(result -> status.test(result.status()))
                .mapToLong(Result::milliseconds)
                .sorted()
                .toArray();
        return sorted.length == 0
                ? "none"
                : "p50 %d ms, p99 %d ms, max %d ms"
                        .formatted(
                                sorted[sorted.length / 2], sorted[sorted.length * 99 / 100], sorted[sorted.length - 1]);
    }

    private void watchHealth(AtomicBoolean watching) {
        while (watching.get()) {
            Cluster.NODES.forEach(node -> health.add(get(node, "/health/ready").statusCode()));
            Cluster.pause(Duration.ofSeconds(1));
        }
    }

    /** Of each node, in MiB, garbage included. */
    private static List<Long> heap() {
        return Cluster.NODES.stream()
                .map(node -> get(node, "/metrics").body().lines())
                .map(lines -> lines.filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                                .sum()
                        / 1024
                        / 1024)
                .toList();
    }

    private static HttpResponse<String> get(String node, String path) {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create(cluster.node(node).management() + path))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
