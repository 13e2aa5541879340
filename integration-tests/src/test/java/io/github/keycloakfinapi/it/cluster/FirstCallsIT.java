package io.github.keycloakfinapi.it.cluster;

import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.Database;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.ServerOptions;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the first callers of a node wait for, with a warm-up and without. */
final class FirstCallsIT {

    private static final int FIRST = 100;
    private static final int LATER = 300;

    private static Database database;
    private static Credentials user;

    @BeforeAll
    static void aUser() {
        database = Database.create();
        try (var first = start(0)) {
            user = FinApi.of(first, Version.V2).newUser();
        }
    }

    @AfterAll
    static void end() {
        database.close();
    }

    private static KeycloakServer start(int seconds) {
        return KeycloakServer.start(ServerOptions.development()
                .argument("--spi-realm-restapi-extension--api--warm-up=" + seconds)
                .database(database));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 0, 10, 0})
    void logIn(int seconds) {
        try (var keycloak = start(seconds)) {
            var finapi = FinApi.of(keycloak, Version.V2);
            var first = logins(finapi, FIRST);
            var later = logins(finapi, LATER);
            System.out.printf(
                    "cluster: warm-up of %d s: first login %d ms, p99 of the first %d %d ms, of the later ones %d ms%n",
                    seconds, first[0], FIRST, p99(first), p99(later));
        }
    }

    private static long[] logins(FinApi finapi, int calls) {
        return LongStream.range(0, calls)
                .map(each -> {
                    var start = System.nanoTime();
                    finapi.requestUserToken(user).expect(200);
                    return (System.nanoTime() - start) / 1_000_000;
                })
                .toArray();
    }

    private static long p99(long[] times) {
        var sorted = LongStream.of(times).sorted().toArray();
        return sorted[sorted.length * 99 / 100 - 1];
    }
}
