package io.github.keycloakfinapi.benchmark;

import io.github.keycloakfinapi.it.http.Json;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.Postgres;
import io.github.keycloakfinapi.it.server.ServerOptions;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What many logins of few users leave in the database, with the same tokens answered again and without. */
record Logins(ServerOptions options) {

    private static final int USERS = 100;
    private static final int LOGINS = 10_000;
    /** Of the tables that hold Keycloak's sessions, and how large they are with their indexes, in bytes. */
    private static final String STANDING =
            "select (select count(*) from offline_user_session), pg_total_relation_size('offline_user_session')"
                    + " + pg_total_relation_size('offline_client_session')";

    /** A table of both. */
    String measured() {
        try (var postgres = new Postgres();
                var keycloak = KeycloakServer.start(postgres.of(options))) {
            keycloak.admin()
                    .put("", Map.of("passwordPolicy", Comparison.Hashing.NEGLIGIBLE.policy()))
                    .expect(204);
            var callers = new Callers(keycloak);
            var table = new StringBuilder(Report.format(
                    "| %,d logins of %d users | seconds | sessions | KiB |%n| --- | --: | --: | --: |%n",
                    LOGINS, USERS));
            // Not counted: the first ones are slow.
            run(callers, postgres, keycloak, "true");
            for (var reuse : List.of("true", "false")) {
                table.append(run(callers, postgres, keycloak, reuse));
            }
            return table.toString();
        }
    }

    private static String run(Callers callers, Postgres postgres, KeycloakServer keycloak, String reuse) {
        var attributes = Json.object(keycloak.admin().get("").path("attributes").toString());
        attributes.put("finapi.token-reuse", reuse);
        keycloak.admin().put("", Map.of("attributes", attributes)).expect(204);
        var users = callers.newUsers(USERS);
        var before = standing(postgres);
        var start = System.nanoTime();
        IntStream.range(0, LOGINS).parallel().forEach(i -> callers.finapi().userToken(users.get(i % USERS)));
        var seconds = (System.nanoTime() - start) / 1e9;
        var after = standing(postgres);
        return Report.format(
                "| %s | %.0f | %,d | %,d |%n",
                reuse.equals("true") ? "the same token while it is valid" : "a new token each time",
                seconds,
                after[0] - before[0],
                (after[1] - before[1]) / 1_024);
    }

    private static long[] standing(Postgres postgres) {
        return List.of(postgres.sql(STANDING).strip().split("\\|")).stream()
                .mapToLong(Long::parseLong)
                .toArray();
    }
}
