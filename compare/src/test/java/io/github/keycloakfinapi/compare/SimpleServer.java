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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Says yes to nearly everything: enough for each check to make its calls. */
final class SimpleServer implements AutoCloseable {
    static {
        // Otherwise each answer waits 40 milliseconds for more to send.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final AtomicInteger deleted = new AtomicInteger();
    private final Map<String, JsonNode> configuration = new ConcurrentHashMap<>();
    private final AtomicInteger edits = new AtomicInteger();
    private volatile int mostEdits = Integer.MAX_VALUE;

    SimpleServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Json.read("{\"betaBanksEnabled\": false, \"clientAccessTokensValidityPeriod\": 3600}")
                .properties()
                .forEach(field -> configuration.put(field.getKey(), field.getValue()));
        server.createContext("/", this::answer);
        server.start();
    }

    String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How many users it was told to delete. */
    int deleted() {
        return deleted.get();
    }

    /** Takes no more edits of the configuration than these, and says that it does. */
    void mostEdits(int number) {
        mostEdits = number;
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var request = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        var creates = exchange.getRequestMethod().equals("POST") && path.endsWith("/users");
        var body = body(path, request, creates).getBytes(UTF_8);
        exchange.sendResponseHeaders(creates ? 201 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String body(String path, String request, boolean creates) {
        if (creates) {
            return Json.of("id", Json.read(request).path("id").asText("generated"), "password", "open-sesame");
        }
        if (path.endsWith("/deleteUsers")) {
            deleted.addAndGet(Json.read(request).path("userIds").size());
        }
        if (path.endsWith("/clientConfiguration")) {
            return configuration(request);
        }
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

    @Override
    public void close() {
        server.stop(0);
    }
}
