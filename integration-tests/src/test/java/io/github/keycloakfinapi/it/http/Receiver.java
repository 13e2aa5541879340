package io.github.keycloakfinapi.it.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** An application that is called back. */
public final class Receiver implements AutoCloseable {

    private static final String PATH = "/callback";

    /** What it was sent. */
    public record Call(String method, String target, String body, Headers headers) {

        /** The same at every attempt. */
        public String key() {
            return headers.getFirst("Idempotency-Key");
        }

        public String userId() {
            return Json.object(body).get("userId").toString();
        }
    }

    /** How it answers. */
    @FunctionalInterface
    public interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final InetSocketAddress address;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour = status(200);
    private HttpServer server;

    /** @param host this machine, as Keycloak reaches it */
    public Receiver(String host) {
        try {
            server = start(new InetSocketAddress(InetAddress.getByName(host), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        address = server.getAddress();
    }

    private HttpServer start(InetSocketAddress at) throws IOException {
        var started = HttpServer.create(at, 0);
        started.createContext("/", this::receive);
        started.setExecutor(Executors.newCachedThreadPool());
        started.start();
        return started;
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            calls.add(new Call(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    body,
                    exchange.getRequestHeaders()));
            behaviour.answer(exchange);
        }
    }

    public static Behaviour status(int status) {
        return exchange -> exchange.sendResponseHeaders(status, -1);
    }

    public static Behaviour status(int status, String header, String value) {
        return exchange -> {
            exchange.getResponseHeaders().set(header, value);
            exchange.sendResponseHeaders(status, -1);
        };
    }

    /** As of now. */
    public Receiver answers(Behaviour other) {
        behaviour = other;
        return this;
    }

    public String url() {
        return url(address.getAddress().getHostAddress());
    }

    /** By another name of its host. */
    public String url(String host) {
        return "http://" + host + ":" + address.getPort() + PATH;
    }

    public List<Call> calls() {
        return List.copyOf(calls);
    }

    public List<String> userIds() {
        return calls.stream().map(Call::userId).toList();
    }

    /** Nobody listens any more. */
    public void down() {
        server.stop(0);
    }

    public void up() {
        try {
            server = start(address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        down();
    }
}
