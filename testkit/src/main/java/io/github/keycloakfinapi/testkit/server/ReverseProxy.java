package io.github.keycloakfinapi.testkit.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** Serves a server at another address, as a proxy in front of Keycloak does. */
public final class ReverseProxy implements AutoCloseable {

    private static final Set<String> OF_THE_CONNECTION =
            Set.of("host", "connection", "content-length", "expect", "transfer-encoding", "upgrade", "http2-settings");

    /** The call goes through as it is. */
    public static final Passage FORWARD = (call, body, server) -> server.ask().sendTo(call);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newCachedThreadPool(ReverseProxy::thread);
    private final HttpServer proxy;
    private final URI server;
    private final String path;
    private final UnaryOperator<String> route;
    private final Passage passage;

    /** What becomes of a call on its way. */
    @FunctionalInterface
    public interface Passage {
        void pass(HttpExchange call, byte[] body, Server server) throws IOException, InterruptedException;
    }

    /** Where the way ends. */
    @FunctionalInterface
    public interface Server {
        Response ask() throws IOException, InterruptedException;
    }

    /** What a caller gets. */
    public record Response(int status, Map<String, List<String>> headers, byte[] body) {

        public void sendTo(HttpExchange call) throws IOException {
            headers.forEach((name, values) -> call.getResponseHeaders().put(name, values));
            call.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            call.getResponseBody().write(body);
        }
    }

    /** Below a path of its own, on this machine only. */
    public ReverseProxy(URI server, String path) {
        this(InetAddress.getLoopbackAddress(), server, path, uri -> uri.substring(path.length()), FORWARD);
    }

    /**
     * @param at the address that it listens at
     * @param server without a path
     * @param route from path and query of a call here to those at the server
     */
    public ReverseProxy(InetAddress at, URI server, UnaryOperator<String> route, Passage passage) {
        this(at, server, "/", route, passage);
    }

    private ReverseProxy(InetAddress at, URI server, String path, UnaryOperator<String> route, Passage passage) {
        this.server = server;
        this.path = path;
        this.route = route;
        this.passage = passage;
        try {
            proxy = HttpServer.create(new InetSocketAddress(at, 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        proxy.createContext(path, this::handle);
        proxy.setExecutor(threads);
        proxy.start();
    }

    /** None that keeps a program from ending. */
    private static Thread thread(Runnable task) {
        var thread = new Thread(task, "reverse-proxy");
        thread.setDaemon(true);
        return thread;
    }

    public URI uri() {
        return URI.create("http://" + authority() + (path.equals("/") ? "" : path));
    }

    /** The headers that tell the server where its callers see it. */
    public Map<String, String> forwarded() {
        return Map.of("X-Forwarded-Host", authority(), "X-Forwarded-Proto", "http");
    }

    private String authority() {
        return proxy.getAddress().getAddress().getHostAddress() + ":"
                + proxy.getAddress().getPort();
    }

    private void handle(HttpExchange call) throws IOException {
        try {
            // Read before all else: what is left unread would be taken for the next call of the connection.
            var body = call.getRequestBody().readAllBytes();
            passage.pass(call, body, () -> forward(call, body));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            call.close();
        }
    }

    private Response forward(HttpExchange call, byte[] body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(
                        URI.create(server + route.apply(call.getRequestURI().toString())))
                .method(call.getRequestMethod(), BodyPublishers.ofByteArray(body));
        forwarded().forEach(request::header);
        call.getRequestHeaders().forEach((name, values) -> {
            if (!isOfTheConnection(name)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        var response = client.send(request.build(), BodyHandlers.ofByteArray());
        var headers = new TreeMap<>(response.headers().map());
        headers.keySet().removeIf(ReverseProxy::isOfTheConnection);
        return new Response(response.statusCode(), headers, response.body());
    }

    private static boolean isOfTheConnection(String header) {
        return OF_THE_CONNECTION.contains(header.toLowerCase(Locale.ROOT));
    }

    @Override
    public void close() {
        proxy.stop(0);
        threads.shutdownNow();
    }
}
