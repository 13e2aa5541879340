package io.github.keycloakfinapi.benchmark;

import com.sun.net.httpserver.HttpServer;
import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.Postgres;
import io.github.keycloakfinapi.it.server.ServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * What it costs that an application which wants to be told of deleted users is down.
 *
 * @param down how long it stays away while the notices wait; afterwards the sender has to notice by itself that it is back.
 *     With zero, the sender's pause is ended instead
 */
record Notices(ServerOptions options, Duration down) {

    private static final int WAITING = 100_000;
    private static final int ROUNDS = 8;
    private static final long SECOND = 1_000_000_000;

    String measured() {
        try (var postgres = new Postgres();
                var keycloak = KeycloakServer.start(postgres.of(options));
                var application = new Application();
                var wrk = new Wrk()) {
            keycloak.admin()
                    .put("", Map.of("passwordPolicy", Comparison.Hashing.NEGLIGIBLE.policy()))
                    .expect(204);
            var pairs = new Pairs(keycloak);
            var client = pairs.finapi().client();
            var clients = new Clients(keycloak.admin());
            clients.callBackAt(client, application.url());
            application.down();
            var deletions = new Runner(pairs.delete(), keycloak, wrk);
            deletions.warmUp(1);
            var ratios = new ArrayList<Double>();
            for (var round = 0; round < ROUNDS; round++) {
                queue(postgres, clients.internalId(client));
                deletions.measure(1);
                var whileTheyWait = deletions.last();
                postgres.sql("truncate finapi_notice");
                deletions.measure(1);
                ratios.add(whileTheyWait / deletions.last());
            }
            queue(postgres, clients.internalId(client));
            return Report.format(
                    "| with %,d notices waiting | |%n| --- | --: |%n| deletions, compared to none waiting | %s |%n%s%s",
                    WAITING, new Ratios(ratios), away(keycloak), delivered(postgres, keycloak, application));
        }
    }

    private String away(KeycloakServer keycloak) {
        if (down.isZero()) {
            return "";
        }
        var start = System.nanoTime();
        var heap = mostHeapWhile(() -> System.nanoTime() - start < down.toNanos(), keycloak);
        return Report.format(
                "| the application stays away for | %d min |%n"
                        + "| most heap in use meanwhile, garbage included | %.0f MiB |%n",
                down.toMinutes(), heap / (1 << 20));
    }

    /** As so many deletions leave them. */
    private static void queue(Postgres postgres, String client) {
        postgres.sql("insert into finapi_notice (id, realm_id, client_id, user_id, created, attempts, due)"
                + " select gen_random_uuid(), c.realm_id, c.id, 'user-' || i, 0, 0, 0"
                + " from client c, generate_series(1, " + WAITING + ") i where c.id = '" + client + "'");
    }

    private String delivered(Postgres postgres, KeycloakServer keycloak, Application application) {
        application.up();
        if (down.isZero()) {
            postgres.sql("update finapi_receiver set next_try = 0");
        }
        var start = System.nanoTime();
        var heap = mostHeapWhile(
                () -> !postgres.sql("select count(*) from finapi_notice")
                        .strip()
                        .equals("0"),
                keycloak);
        var seconds = (System.nanoTime() - start) / (double) SECOND;
        return Report.format(
                "| all delivered after the application is back | %.0f s |%n| received, each once or more | %,d |%n"
                        + "| most heap in use while they are delivered, garbage included | %.0f MiB |%n",
                seconds, application.users.size(), heap / (1 << 20));
    }

    private static double mostHeapWhile(BooleanSupplier goesOn, KeycloakServer keycloak) {
        var heap = 0.0;
        while (goesOn.getAsBoolean()) {
            heap = Math.max(heap, Usage.heap(keycloak));
            LockSupport.parkNanos(SECOND);
        }
        return heap;
    }

    /** It keeps nothing but the users of whom it is told. */
    private static final class Application implements AutoCloseable {

        private final Set<String> users = ConcurrentHashMap.newKeySet();
        /** Ended with the application: the benchmark does not end before its threads. */
        private final ExecutorService threads = Executors.newFixedThreadPool(2);

        private InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        private HttpServer server;

        Application() {
            up();
        }

        void up() {
            try {
                server = HttpServer.create(address, 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            address = server.getAddress();
            server.createContext("/", exchange -> {
                try (exchange) {
                    users.add(new String(exchange.getRequestBody().readAllBytes()));
                    exchange.sendResponseHeaders(204, -1);
                }
            });
            server.setExecutor(threads);
            server.start();
        }

        void down() {
            server.stop(0);
        }

        String url() {
            return "http://127.0.0.1:" + address.getPort() + "/";
        }

        @Override
        public void close() {
            down();
            threads.shutdown();
        }
    }
}
