package io.github.keycloakfinapi.testkit;

import org.testcontainers.DockerClientFactory;

/** What a server runs in. */
enum Backend {
    CONTAINER {
        @Override
        FinapiServer start(FinapiSettings settings) {
            var container = new FinapiContainer().withSettings(settings);
            container.start();
            return container;
        }
    },
    DISTRIBUTION {
        @Override
        FinapiServer start(FinapiSettings settings) {
            return new FinapiDistribution().withSettings(settings).start();
        }
    };

    abstract FinapiServer start(FinapiSettings settings);

    static Backend chosen() {
        var name = System.getProperty("finapi.testkit.backend", "");
        return switch (name) {
            case "container" -> CONTAINER;
            case "distribution" -> DISTRIBUTION;
            case "" -> DockerClientFactory.instance().isDockerAvailable() ? CONTAINER : DISTRIBUTION;
            default ->
                throw new IllegalArgumentException(
                        "-Dfinapi.testkit.backend is container or distribution, not " + name);
        };
    }
}
