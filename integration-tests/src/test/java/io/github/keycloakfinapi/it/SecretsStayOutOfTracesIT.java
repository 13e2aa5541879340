package io.github.keycloakfinapi.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.ServerOptions;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A collector of traces keeps them where many read. */
@Tag("any-back-end")
final class SecretsStayOutOfTracesIT {

    private static String spans;
    private static List<String> secrets;

    @BeforeAll
    static void traceALife() throws IOException, InterruptedException {
        try (var collector = new Collector();
                var keycloak = KeycloakServer.start(tracedTo(collector))) {
            secrets = useSecretsInQueries(FinApi.of(keycloak, Version.V1));
            spans = collector.spansUpTo("/realms/finapi/api/v1/users/verificationStatus");
        }
    }

    @Test
    void theQueryIsNotAmongThem() {
        assertThat(spans).contains("/realms/finapi/oauth/token").doesNotContain(secrets);
    }

    /** The server itself calls all of them the same. */
    @Test
    void aSpanHasTheNameOfItsOperation() {
        assertThat(spans)
                .contains("POST /realms/{realm}/api/v1/users", "finapi createUser v1")
                .contains("POST /realms/{realm}/oauth/token", "finapi getToken v1")
                .contains("GET /realms/{realm}/api/v1/users/verificationStatus", "finapi getUserVerificationStatus v1")
                .contains("DELETE /realms/{realm}/api/v1/users/{userId}", "finapi deleteUnverifiedUser v1")
                .doesNotContain("{extension}");
    }

    private static ServerOptions tracedTo(Collector collector) throws SocketException {
        var options = ServerOptions.development();
        // The statements of the start would leave no room for more.
        var build = options.build().argument("--tracing-enabled=true").argument("--tracing-jdbc-enabled=false");
        return options.build(build)
                .argument("--tracing-endpoint=" + collector.address())
                .argument("--tracing-protocol=http/protobuf");
    }

    private static List<String> useSecretsInQueries(FinApi finapi) {
        var user = finapi.newUser();
        var query = Call.encoded(Map.of(
                "grant_type", "password",
                "client_id", finapi.client().id(),
                "client_secret", finapi.client().secret(),
                "username", user.id(),
                "password", user.secret()));
        var token = finapi.call("POST", finapi.version().token() + "?" + query)
                .send()
                .expect(200)
                .text("access_token");
        finapi.call("GET", finapi.version().users() + "?access_token=" + token)
                .send()
                .expect(200);
        finapi.deleteUnverified("nobody").expect(404);
        finapi.verificationStatus(user.id()).expect(200);
        return List.of(finapi.client().secret(), user.secret(), token);
    }

    /** Takes what an OpenTelemetry exporter sends over HTTP. */
    private static final class Collector implements AutoCloseable {

        private static final Duration PATIENCE = Duration.ofMinutes(3);

        private final HttpServer http;
        private final List<String> exports = new CopyOnWriteArrayList<>();

        Collector() throws IOException {
            http = HttpServer.create(new InetSocketAddress(0), 0);
            http.createContext("/", exchange -> {
                // Protocol Buffers hold texts as they are.
                exports.add(new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1));
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            http.start();
        }

        /** One that a container reaches, too. */
        String address() throws SocketException {
            var host = NetworkInterface.networkInterfaces()
                    // The machine's own before those of containers, which come and go.
                    .sorted(Comparator.comparing(NetworkInterface::getIndex))
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                    .map(InetAddress::getHostAddress)
                    .findFirst()
                    .orElse("127.0.0.1");
            return "http://" + host + ":" + http.getAddress().getPort();
        }

        /** All until one with this text, which comes seconds later. */
        String spansUpTo(String last) throws InterruptedException {
            var end = System.nanoTime() + PATIENCE.toNanos();
            while (exports.stream().noneMatch(export -> export.contains(last))) {
                assertThat(System.nanoTime()).as("%s within %s", last, PATIENCE).isLessThan(end);
                Thread.sleep(100);
            }
            return String.join("\n", exports);
        }

        @Override
        public void close() {
            http.stop(0);
        }
    }
}
