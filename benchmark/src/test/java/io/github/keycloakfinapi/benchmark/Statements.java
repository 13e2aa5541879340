package io.github.keycloakfinapi.benchmark;

import io.github.keycloakfinapi.it.finapi.SqlLog;
import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.ServerOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** How many statements a call sends to the database, on a server that logs them. */
record Statements(Map<String, Integer> numbers) {

    /** The first of them warms the server's caches; of the others the cheapest counts, as a server has its own work at times. */
    private static final int CALLS = 6;

    static Statements count(ServerOptions options) {
        var numbers = new HashMap<String, Integer>();
        try (var keycloak = KeycloakServer.start(options.logLevel(SqlLog.LEVEL))) {
            var sql = new SqlLog(keycloak);
            for (var comparison : new Pairs(keycloak).all()) {
                for (var load : new Load[] {comparison.ours(), comparison.theirs()}) {
                    numbers.put(
                            key(comparison.name(), load.name()),
                            cheapest(sql, load.calls().apply(CALLS)));
                }
            }
        }
        return new Statements(numbers);
    }

    private static int cheapest(SqlLog sql, List<Call> calls) {
        return IntStream.range(0, CALLS)
                .map(i -> sql.of(calls.get(i % calls.size())).size())
                .skip(1)
                .min()
                .orElseThrow();
    }

    int of(String comparison, String call) {
        return numbers.get(key(comparison, call));
    }

    private static String key(String comparison, String call) {
        return comparison + ": " + call;
    }
}
