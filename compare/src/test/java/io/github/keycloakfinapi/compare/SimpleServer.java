package io.github.keycloakfinapi.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.keycloakfinapi.compare.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/** Says yes to nearly everything: enough for each check to make its calls. Tests give it faults. */
final class SimpleServer implements AutoCloseable {
    static final String SECRET = "0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0";

    static {
        // Otherwise each answer waits 40 milliseconds for more to send.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    record Call(String method, String path, String body, boolean hasToken) {

        boolean creates() {
            return hasToken && method.equals("POST") && path.endsWith("/users");
        }

        boolean is(String start) {
            return (method + " " + path).startsWith(start);
        }
    }

    /** @param status 0, if the connection is closed instead */
    record Answer(int status, String body, Map<String, String> headers) {

        Answer(int status, String body) {
            this(status, body, Map.of());
        }

        static Answer none() {
            return new Answer(0, "");
        }
    }

    private final HttpServer server;
    private final BiFunction<Call, Answer, Answer> fault;
    private final Set<String> users = ConcurrentHashMap.newKeySet();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Map<String, JsonNode> configuration = new ConcurrentHashMap<>();
    private final AtomicInteger edits = new AtomicInteger();
    private volatile int mostEdits = Integer.MAX_VALUE;
    private volatile String secret = SECRET;

    SimpleServer() {
        this((call, answer) -> answer);
    }

    /** @param fault what a caller is answered, after the call has had its effect */
    SimpleServer(BiFunction<Call, Answer, Answer> fault) {
        this.fault = fault;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        }));
        Json.read("{\"betaBanksEnabled\": false, \"clientAccessTokensValidityPeriod\": 3600}")
                .properties()
                .forEach(field -> configuration.put(field.getKey(), field.getValue()));
        server.createContext("/", this::answer);
        server.start();
    }

    String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Call> calls() {
        return calls;
    }

    /** Those that are there. */
    Set<String> users() {
        return users;
    }

    String secret() {
        return secret;
    }

    /** Takes no more edits of the configuration than these, and says that it does. */
    void mostEdits(int number) {
        mostEdits = number;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var call = new Call(
                    exchange.getRequestMethod(),
                    path(exchange.getRequestURI()),
                    request,
                    exchange.getRequestHeaders().containsKey("Authorization"));
            calls.add(call);
            var answer = fault.apply(call, answer(call));
            if (answer.status() == 0) {
                return;
            }
            answer.headers().forEach(exchange.getResponseHeaders()::add);
            var body = answer.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String path(URI uri) {
        return uri.getPath().replaceFirst("/api/v\\d", "");
    }

    private Answer answer(Call call) {
        if (call.creates()) {
            var id = Json.read(call.body()).path("id").asText("generated");
            users.add(id);
            return new Answer(201, Json.of("id", id, "password", "open-sesame"));
        }
        if (call.is("DELETE /users/")) {
            users.remove(call.path().substring("/users/".length()));
        }
        if (call.is("POST /mandatorAdmin/deleteUsers")) {
            return deleted(call);
        }
        if (call.is("POST /mandatorAdmin/changeClientCredentials")) {
            return changed(call);
        }
        if (call.path().endsWith("/clientConfiguration")) {
            return new Answer(200, configuration(call.body()));
        }
        if (call.path().endsWith("/token") && !hasSecret(call)) {
            return new Answer(401, Json.of("error", "invalid_client"));
        }
        return new Answer(200, okay());
    }

    private Answer deleted(Call call) {
        var known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        known.addAll(users);
        var gone = new ArrayList<String>();
        for (var id : Json.read(call.body()).path("userIds")) {
            if (known.contains(id.asText())) {
                users.removeIf(user -> user.equalsIgnoreCase(id.asText()));
                gone.add(id.asText());
            }
        }
        return new Answer(200, Json.of("deletedUsers", gone, "nonDeletedUsers", List.of()));
    }

    private Answer changed(Call call) {
        var request = Json.read(call.body());
        if (!secret.equals(request.path("oldClientSecret").asText())) {
            return new Answer(400, Json.of("errors", List.of()));
        }
        secret = request.path("newClientSecret").asText();
        return new Answer(200, "{}");
    }

    private String configuration(String request) {
        if (!request.isEmpty() && edits.incrementAndGet() <= mostEdits) {
            Json.read(request).properties().forEach(field -> configuration.put(field.getKey(), field.getValue()));
        }
        return Json.of(
                "maxUserLoginAttempts",
                3,
                "betaBanksEnabled",
                configuration.get("betaBanksEnabled"),
                "clientAccessTokensValidityPeriod",
                configuration.get("clientAccessTokensValidityPeriod"));
    }

    private boolean hasSecret(Call call) {
        return URLDecoder.decode(call.body(), UTF_8).contains("client_secret=" + secret);
    }

    private static String okay() {
        return Json.of(
                "access_token",
                "a-token",
                "refresh_token",
                "a-refresh-token",
                "expires_in",
                3600,
                "isUserVerified",
                true,
                "maxUserLoginAttempts",
                3);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
