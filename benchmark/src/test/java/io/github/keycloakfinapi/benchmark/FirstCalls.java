package io.github.keycloakfinapi.benchmark;

import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.Database;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.ServerOptions;
import java.util.stream.LongStream;

/** How long the first logins at a node take, started alternately with and without the warm-up. */
record FirstCalls(ServerOptions options) {

    private static final int STARTS = 3;
    private static final int FIRST = 100;
    private static final int LATER = 300;

    /** A table with a row for each start. */
    String measured() {
        try (var database = Database.create()) {
            var cold = options.argument("--spi-realm-restapi-extension--api--warm-up=0")
                    .database(database);
            var warm = options.database(database);
            Credentials user;
            try (var keycloak = KeycloakServer.start(cold)) {
                user = FinApi.of(keycloak, Version.V2).newUser();
            }
            var table = new StringBuilder(Report.format(
                    "| milliseconds | first login | p99 of the first %d | p99 of the next %d | times |%n| --- | --: | --: | --: | --: |%n",
                    FIRST, LATER));
            for (var start = 0; start < STARTS; start++) {
                table.append(row("with a warm-up", warm, user)).append(row("without", cold, user));
            }
            return table.toString();
        }
    }

    private static String row(String name, ServerOptions options, Credentials user) {
        try (var keycloak = KeycloakServer.start(options)) {
            var finapi = FinApi.of(keycloak, Version.V2);
            var first = logins(finapi, user, FIRST);
            var later = logins(finapi, user, LATER);
            return Report.format(
                    "| %s | %d | %d | %d | %.1f |%n",
                    name, first[0], p99(first), p99(later), (double) p99(first) / p99(later));
        }
    }

    private static long[] logins(FinApi finapi, Credentials user, int calls) {
        return LongStream.range(0, calls)
                .map(each -> {
                    var start = System.nanoTime();
                    finapi.userToken(user);
                    return (System.nanoTime() - start) / 1_000_000;
                })
                .toArray();
    }

    private static long p99(long[] times) {
        var sorted = LongStream.of(times).sorted().toArray();
        return sorted[sorted.length * 99 / 100 - 1];
    }
}
