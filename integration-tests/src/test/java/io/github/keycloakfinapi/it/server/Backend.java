package io.github.keycloakfinapi.it.server;

import org.testcontainers.DockerClientFactory;

/** What the tests can run Keycloak in: {@code -Dkeycloak.backend=container|distribution}. */
enum Backend {
    CONTAINER {
        @Override
        KeycloakServer start(ServerOptions options) {
            return ContainerKeycloak.start(options);
        }
    },
    DISTRIBUTION {
        @Override
        KeycloakServer start(ServerOptions options) {
            return DistributionKeycloak.start(options);
        }
    };

    abstract KeycloakServer start(ServerOptions options);

    static Backend chosen() {
        var name = System.getProperty("keycloak.backend", "");
        return switch (name) {
            case "container" -> CONTAINER;
            case "distribution" -> DISTRIBUTION;
            case "" -> Found.BACKEND;
            default ->
                throw new IllegalArgumentException("-Dkeycloak.backend is container or distribution, not " + name);
        };
    }

    /** In which case an engine is there, and ready for whatever else a test needs. */
    static boolean runsContainers() {
        return chosen() == CONTAINER;
    }

    /** Asked for once: without an engine the search takes its time. */
    private static final class Found {
        static final Backend BACKEND = DockerClientFactory.instance().isDockerAvailable() ? CONTAINER : DISTRIBUTION;
    }
}
