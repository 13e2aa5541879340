package io.github.keycloakfinapi.testkit;

import static java.lang.System.Logger.Level.INFO;

import java.util.Locale;
import org.testcontainers.DockerClientFactory;

/** What a server runs in. */
enum Backend {
    CONTAINER {
        @Override
        FinapiServer start(FinapiSettings settings) {
            var container = new FinapiContainer().withSettings(settings);
            try {
                container.start();
                return container;
            } catch (RuntimeException e) {
                // Testcontainers leaves it until this JVM ends.
                container.stop();
                throw e;
            }
        }
    },
    DISTRIBUTION {
        @Override
        FinapiServer start(FinapiSettings settings) {
            return new FinapiDistribution().withSettings(settings).start();
        }
    };

    abstract FinapiServer start(FinapiSettings settings);

    /** It takes a while, and nothing else is seen meanwhile. */
    FinapiServer startAloud(FinapiSettings settings) {
        System.getLogger(FinapiServer.class.getName())
                .log(INFO, "Starting Keycloak {0} ({1})", KitFiles.keycloakVersion(), name().toLowerCase(Locale.ROOT));
        return start(settings);
    }

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
