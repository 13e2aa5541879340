package io.github.keycloakfinapi.benchmark;

import io.github.keycloakfinapi.it.finapi.SqlLog;
import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.ServerOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** How many statements a call sends to the database, on a server that logs them. */
record Statements(Map<String, Integer> numbers) {

    /** Not counted: so many that a call meets what another has left in the server's caches, or taken from them. */
    private static final int BEFORE = Callers.USERS;

    /** The cheapest of them counts, as a server has its own work at times. */
    private static final int CALLS = 5;

    /** @param only counts the pairs with this text in their names */
    static Statements count(ServerOptions options, String only) {
        var numbers = new HashMap<String, Integer>();
        try (var keycloak = KeycloakServer.start(options.logLevel(SqlLog.LEVEL))) {
            var sql = new SqlLog(keycloak);
            for (var comparison : new Pairs(keycloak).all()) {
                if (!comparison.name().contains(only)) {
                    continue;
                }
                for (var load : new Load[] {comparison.ours(), comparison.theirs()}) {
                    numbers.put(
                            key(comparison.name(), load.name()),
                            cheapest(sql, load.calls().apply(BEFORE + CALLS)));
                }
            }
        }
        return new Statements(numbers);
    }

    private static int cheapest(SqlLog sql, List<Call> calls) {
        IntFunction<Call> call = i -> calls.get(i % calls.size());
        IntStream.range(0, BEFORE).parallel().mapToObj(call).forEach(Call::send);
        return IntStream.range(BEFORE, BEFORE + CALLS)
                .mapToObj(call)
                .mapToInt(each -> sql.of(each).size())
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
