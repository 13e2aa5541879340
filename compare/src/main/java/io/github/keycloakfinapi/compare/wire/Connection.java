package io.github.keycloakfinapi.compare.wire;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** Calls one side, one call at a time, no faster than it may. */
public final class Connection {
    private static final int ATTEMPTS = 3;
    private static final long LONGEST_WAIT_SECONDS = 60;
    private static final List<String> SECRET_FIELDS =
            List.of("access_token", "refresh_token", "password", "passwordChangeToken", "userEmail");

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(20))
            .build();
    private final Side side;
    private final Duration pause;
    private final Secrets secrets;
    private final OwnUsers users = new OwnUsers();
    private boolean stopped;

    public Connection(Side side, Duration pause, Secrets secrets) {
        this.side = side;
        this.pause = pause;
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
     * Waits as long as a 429 or 503 says, up to a minute and three times.
     *
     * @throws SideDoesNotAnswer if there is no answer within a minute
     * @throws Stopped after {@link #stop}
     */
    public synchronized Reply send(Version version, Request request) {
        if (stopped) {
            throw new Stopped();
        }
        return sendAnyway(version, request);
    }

    /** Also after {@link #stop}: to delete users, and to change back what has been changed. */
    public synchronized Reply sendAnyway(Version version, Request request) {
        for (var attempt = 1; ; attempt++) {
            sleep(pause);
            var reply = once(version, request);
            var wait = retryAfter(reply);
            if (wait < 0 || attempt == ATTEMPTS) {
                return reply;
            }
            sleep(Duration.ofSeconds(wait));
        }
    }

    /** Returns when no call is under way. */
    public synchronized void stop() {
        stopped = true;
    }

    private Reply once(Version version, Request request) {
        var http = HttpRequest.newBuilder(URI.create(side.base() + request.at(version)))
                .timeout(Duration.ofMinutes(1))
                .method(
                        request.method(),
                        request.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofString(request.body()));
        request.headers().forEach(header -> http.header(header.name(), header.value()));
        try {
            var response = client.send(http.build(), BodyHandlers.ofString());
            var reply = reply(response);
            SECRET_FIELDS.forEach(field -> secrets.add(reply.json().path(field).textValue()));
            if (request.createsUser() && reply.status() == 201) {
                users.add(version, reply, request);
            }
            return reply;
        } catch (IOException e) {
            throw new SideDoesNotAnswer(side, request + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stopped();
        }
    }

    private static Reply reply(HttpResponse<String> response) {
        return new Reply(response.statusCode(), response.headers(), response.body());
    }

    /** Seconds, negative if there is nothing to wait for. */
    private static long retryAfter(Reply reply) {
        if (reply.status() != 429 && reply.status() != 503) {
            return -1;
        }
        var seconds = reply.headers().firstValue("Retry-After").orElse("");
        return seconds.matches("\\d{1,9}") && Long.parseLong(seconds) <= LONGEST_WAIT_SECONDS
                ? Long.parseLong(seconds)
                : -1;
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
