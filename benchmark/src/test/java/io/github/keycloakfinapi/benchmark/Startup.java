package io.github.keycloakfinapi.benchmark;

import io.github.keycloakfinapi.it.server.Database;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.ServerOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** How long a server takes to start with the JARs and without, on the same database, by its own log. */
record Startup(List<Double> with, List<Double> without, Ratios ratios) {

    private static final Pattern STARTED = Pattern.compile("started in (\\d+\\.\\d+)s");

    static Startup measure(ServerOptions options, int rounds) {
        try (var database = Database.create()) {
            var with = options.database(database);
            var without = with.build(with.build().withoutProviders());
            // The first makes the database, and both builds are there.
            seconds(with);
            seconds(without);
            var startup = new Startup(new ArrayList<>(), new ArrayList<>(), new Ratios(new ArrayList<>()));
            for (var round = 0; round < rounds; round++) {
                startup.start(with, without, round % 2 == 0);
            }
            return startup;
        }
    }

    private void start(ServerOptions withThem, ServerOptions withoutThem, boolean withFirst) {
        var first = seconds(withFirst ? withThem : withoutThem);
        var second = seconds(withFirst ? withoutThem : withThem);
        with.add(withFirst ? first : second);
        without.add(withFirst ? second : first);
        ratios.each().add(withFirst ? first / second : second / first);
    }

    private static double seconds(ServerOptions options) {
        try (var keycloak = KeycloakServer.start(options)) {
            var started = STARTED.matcher(keycloak.log());
            if (!started.find()) {
                throw new IllegalStateException(keycloak.log());
            }
            return Double.parseDouble(started.group(1));
        }
    }
}
