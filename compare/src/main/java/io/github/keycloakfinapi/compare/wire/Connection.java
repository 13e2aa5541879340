package io.github.keycloakfinapi.compare.wire;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Calls one side: one call at a time, with a pause before each. */
public final class Connection {
    private static final int ATTEMPTS = 3;
    /** The longest time to wait for an answer, or for the next attempt. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** In bytes. The longest answer of finAPI is a list of 500 users. */
    private static final long LONGEST_BODY = 16 << 20;

    private static final Duration LONGEST_WHEN_STOPPED = Duration.ofSeconds(10);
    private static final List<String> SECRET_FIELDS =
            List.of("access_token", "refresh_token", "password", "passwordChangeToken", "userEmail");

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(20))
            .build();
    private final Side side;
    private final Duration pause;
    private final Duration longest;
    private final Secrets secrets;
    private final OwnUsers users = new OwnUsers();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Supplier<Duration> left;
    private volatile CompletableFuture<HttpResponse<String>> underWay = CompletableFuture.completedFuture(null);

    public Connection(Side side, Duration pause, Secrets secrets) {
        this(side, pause, LONGEST, secrets);
    }

    Connection(Side side, Duration pause, Duration longest, Secrets secrets) {
        this.side = side;
        this.pause = pause;
        this.longest = longest;
        this.left = () -> longest;
        this.secrets = secrets;
        side.secrets().forEach(secrets::add);
    }

    public Side side() {
        return side;
    }

    public OwnUsers users() {
        return users;
    }

    public Secrets secrets() {
        return secrets;
    }

    /**
     * After 429 or 503 it waits as long as the answer says, for a minute at most, and tries again: three attempts in all.
     *
     * @throws SideDoesNotAnswer if there is no complete answer within a minute, if the answer is longer than 16 MiB, after
     *     502 or 504, or if the last attempt gets 429 or 503
     * @throws Stopped after {@link #stop}
     */
    public Reply send(Version version, Request request) {
        return send(version, request, this::sleepUnlessStopped);
    }

    /** Sends even after {@link #stop}: to delete users, and to change back what has been changed. */
    public Reply sendAnyway(Version version, Request request) {
        return send(version, request, Connection::sleep);
    }

    private Reply send(Version version, Request request, Consumer<Duration> sleep) {
        for (var attempt = 1; ; attempt++) {
            sleep.accept(pause);
            if (longest().isNegative()) {
                throw new SideDoesNotAnswer(side, request + ": no time left");
            }
            var reply = once(version, request);
            if (reply.status() == 502 || reply.status() == 504) {
                throw new SideDoesNotAnswer(side, request + ": " + reply.status());
            }
            if (reply.status() != 429 && reply.status() != 503) {
                return reply;
            }
            var wait = retryAfter(reply, attempt);
            if (attempt == ATTEMPTS || wait.compareTo(longest()) > 0) {
                throw new SideDoesNotAnswer(
                        side, request + ": " + reply.status() + ", to be tried again after " + wait.toSeconds() + " s");
            }
            sleep.accept(wait);
        }
    }

    /** Gives a call that is under way some seconds: it may create a user, who must then be deleted. */
    public void stop() {
        stopped.countDown();
        var call = underWay;
        try {
            call.get(LONGEST_WHEN_STOPPED.toMillis(), MILLISECONDS);
        } catch (ExecutionException | CancellationException e) {
            return;
        } catch (TimeoutException e) {
            call.cancel(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** Limits the time for all calls from now on together. */
    void endAfter(Duration time) {
        var end = System.nanoTime() + time.toNanos();
        left = () -> Duration.ofNanos(end - System.nanoTime());
    }

    private Duration longest() {
        var most = isStopped() ? LONGEST_WHEN_STOPPED : longest;
        var now = left.get();
        return now.compareTo(most) < 0 ? now : most;
    }

    private Reply once(Version version, Request request) {
        var http = HttpRequest.newBuilder(URI.create(side.base() + request.at(version)))
                .method(
                        request.method(),
                        request.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofString(request.body()));
        request.headers().forEach(header -> http.header(header.name(), header.value()));
        var isNew = request.createsUser() && users.expect(version, request);
        var reply = answer(request, http.build());
        SECRET_FIELDS.forEach(field -> secrets.add(reply.json().path(field).textValue()));
        if (request.createsUser() && reply.status() == 201) {
            users.created(version, request, reply);
        } else if (isNew && reply.isRefusal()) {
            users.refused(request);
        }
        return reply;
    }

    private Reply answer(Request request, HttpRequest http) {
        // The HTTP client's own time-out covers only the headers, and a body may never end.
        underWay = client.sendAsync(http, LimitedBody.handler(LONGEST_BODY));
        try {
            var response = underWay.get(longest().toMillis(), MILLISECONDS);
            return new Reply(response.statusCode(), response.headers(), response.body());
        } catch (ExecutionException e) {
            throw new SideDoesNotAnswer(side, request + ": " + e.getCause());
        } catch (TimeoutException | CancellationException e) {
            underWay.cancel(true);
            throw new SideDoesNotAnswer(side, request + ": no answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stopped();
        }
    }

    private static Duration retryAfter(Reply reply, int attempt) {
        var seconds = reply.headers().firstValue("Retry-After").orElse("");
        // Retry-After may also be a date, or be missing.
        return Duration.ofSeconds(seconds.matches("\\d{1,9}") ? Long.parseLong(seconds) : 2L * attempt);
    }

    private void sleepUnlessStopped(Duration time) {
        try {
            if (stopped.await(time.toMillis(), MILLISECONDS)) {
                throw new Stopped();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stopped();
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stopped();
        }
    }
}
