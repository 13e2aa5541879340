package io.github.keycloakfinapi.benchmark;

import io.github.keycloakfinapi.it.server.ServerOptions;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** A PostgreSQL in a container, as it comes. */
final class Postgres implements AutoCloseable {

    private static final int PORT = 5432;
    private static final String NAME = "keycloak";

    private final GenericContainer<?> container = new GenericContainer<>("postgres:17")
            .withEnv("POSTGRES_DB", NAME)
            .withEnv("POSTGRES_USER", NAME)
            .withEnv("POSTGRES_PASSWORD", NAME)
            .withExposedPorts(PORT)
            // Over the network: while it initialises itself it hears none.
            .waitingFor(Wait.forSuccessfulCommand("pg_isready -h 127.0.0.1 -U " + NAME));

    Postgres() {
        container.start();
    }

    /** A server that keeps its data here. */
    ServerOptions of(ServerOptions options) {
        var url = "jdbc:postgresql://" + container.getHost() + ":" + container.getMappedPort(PORT) + "/" + NAME;
        return options.build(options.build().database("postgres"))
                .argument("--db-url=" + url)
                .argument("--db-username=" + NAME)
                .argument("--db-password=" + NAME);
    }

    @Override
    public void close() {
        container.stop();
    }
}
