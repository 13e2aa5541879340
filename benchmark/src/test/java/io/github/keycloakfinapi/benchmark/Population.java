package io.github.keycloakfinapi.benchmark;

import io.github.keycloakfinapi.it.finapi.Crowd;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.Postgres;
import io.github.keycloakfinapi.it.server.ServerOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A server with so many users, and who calls it.
 *
 * @param registered how long the extension took to enter them into its register
 * @param some of the users, whom the server does not have in its caches
 */
record Population(
        int users,
        Optional<Postgres> postgres,
        KeycloakServer keycloak,
        Callers callers,
        Duration registered,
        List<Crowd.Known> some,
        Supplier<String> mandatorsToken,
        Supplier<String> managersToken)
        implements AutoCloseable {

    private static final int SOME = 1_000;

    static Population onPostgres(int users, ServerOptions options) {
        var postgres = new Postgres();
        try {
            var keycloak = KeycloakServer.start(postgres.of(options));
            try {
                var crowd = new Crowd(postgres, keycloak);
                var registered = crowd.join(users);
                return of(users, Optional.of(postgres), keycloak, registered, crowd.some(SOME));
            } catch (RuntimeException e) {
                keycloak.close();
                throw e;
            }
        } catch (RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    /** Those that a benchmark has anyway, on the embedded database. */
    static Population embedded(ServerOptions options) {
        return of(Callers.USERS, Optional.empty(), KeycloakServer.start(options), Duration.ZERO, List.of());
    }

    private static Population of(
            int users,
            Optional<Postgres> postgres,
            KeycloakServer keycloak,
            Duration registered,
            List<Crowd.Known> some) {
        var callers = new Callers(keycloak);
        var mandator = callers.finapi().as(FinApi.mandatorAdmin(keycloak));
        // The list of a new realm takes a moment.
        mandator.userList("").expect(200);
        return new Population(
                users,
                postgres,
                keycloak,
                callers,
                registered,
                some.isEmpty() ? known(callers) : some,
                new Renewed(mandator::clientToken),
                new Renewed(callers::managersToken));
    }

    private static List<Crowd.Known> known(Callers callers) {
        var paths = callers.pathsOf(callers.users(), callers.managersToken());
        return IntStream.range(0, paths.size())
                .mapToObj(i -> new Crowd.Known(
                        callers.users().get(i),
                        paths.get(i).substring(paths.get(i).lastIndexOf('/') + 1)))
                .toList();
    }

    /** One after the other. */
    Crowd.Known known(int i) {
        return some.get(i % some.size());
    }

    Call list(String query) {
        return callers.finapi()
                .call("GET", callers.finapi().version().mandatorAdmin() + "/getUserList?" + query)
                .bearer(mandatorsToken.get());
    }

    Call admin(String path) {
        return callers.admin("GET", path, managersToken.get());
    }

    /** How many users the list has with this filter. */
    long total(String query) {
        return list(query).send().expect(200).json().at("/paging/totalCount").asLong();
    }

    @Override
    public void close() {
        keycloak.close();
        postgres.ifPresent(Postgres::close);
    }

    /** A token that is never too old. */
    private static final class Renewed implements Supplier<String> {

        private static final long NANOSECONDS = 30_000_000_000L;

        private final Supplier<String> source;
        private String token;
        private long since;

        Renewed(Supplier<String> source) {
            this.source = source;
        }

        @Override
        public String get() {
            if (token == null || System.nanoTime() - since > NANOSECONDS) {
                since = System.nanoTime();
                token = source.get();
            }
            return token;
        }
    }
}
