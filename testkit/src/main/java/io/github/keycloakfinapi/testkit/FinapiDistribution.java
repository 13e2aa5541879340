package io.github.keycloakfinapi.testkit;

import io.github.keycloakfinapi.testkit.server.BuiltDistribution;
import io.github.keycloakfinapi.testkit.server.KeycloakBuild;
import io.github.keycloakfinapi.testkit.server.KeycloakProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The server without Docker: a process from Keycloak's distribution, with an embedded database that ends with it. For Linux and macOS.
 *
 * <p>The distribution is the artifact {@code org.keycloak:keycloak-quarkus-dist}, unpacked by the build of the tests, of the version
 * that the kit is for. It is copied and built into {@code ~/.cache/keycloak-finapi-testkit}, or where the system property
 * {@code finapi.testkit.work} says, once for each version of Keycloak and of the kit; this takes half a minute.
 */
public final class FinapiDistribution implements DelegatingFinapi, ConfigurableFinapi<FinapiDistribution> {

    private final Path distribution;
    private FinapiSettings settings = FinapiSettings.defaults();
    private KeycloakProcess process;
    private RunningFinapi finapi;

    /**
     * From the folder that the system property {@code finapi.testkit.distribution} names.
     *
     * @throws IllegalStateException if it names none
     */
    public FinapiDistribution() {
        this(named());
    }

    /**
     * From this folder.
     *
     * @param distribution with {@code bin/kc.sh} in it, or with nothing but a folder that has it, as it is unpacked
     * @throws IllegalStateException if it does not have it, or was unpacked by something that damages long names
     */
    public FinapiDistribution(Path distribution) {
        this.distribution = UnpackedKeycloak.in(distribution);
    }

    private static Path named() {
        var folder = System.getProperty("finapi.testkit.distribution", "");
        if (folder.isEmpty()) {
            throw new IllegalStateException(
                    "-Dfinapi.testkit.distribution names no folder with the unpacked org.keycloak:keycloak-quarkus-dist:"
                            + KitFiles.keycloakVersion() + ". It is needed where no Docker engine answers.");
        }
        return Path.of(folder);
    }

    @Override
    public FinapiSettings settings() {
        return settings;
    }

    @Override
    public FinapiDistribution withSettings(FinapiSettings all) {
        settings = all;
        return this;
    }

    /**
     * Returns when the server can be used.
     *
     * @throws IllegalStateException if it has been started
     */
    public FinapiDistribution start() {
        if (finapi != null) {
            throw new IllegalStateException("It has been started");
        }
        var files = KitFiles.unpack(KitFiles.JAR, KitFiles.REALM);
        var servers = work();
        var build = new KeycloakBuild(
                UnpackedKeycloak.version(distribution),
                KitFiles.BUILD,
                List.of(files.resolve(KitFiles.JAR)),
                Optional.empty());
        var environment = KitFiles.environment(settings);
        process = KeycloakProcess.startTemporary(
                BuiltDistribution.of(build, distribution, servers),
                servers,
                files.resolve(KitFiles.REALM),
                RunningFinapi.REALM,
                KitFiles.OPTIONS,
                environment);
        try {
            finapi = new RunningFinapi(process.server(), CallbackRoute.direct(), settings, environment, this::getLogs);
        } catch (RuntimeException e) {
            process.close();
            process = null;
            throw e;
        }
        return this;
    }

    private static Path work() {
        var folder = System.getProperty("finapi.testkit.work", "");
        return (folder.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".cache", "keycloak-finapi-testkit")
                        : Path.of(folder))
                .toAbsolutePath();
    }

    @Override
    public FinapiServer running() {
        if (finapi == null) {
            throw new IllegalStateException("Call start() first");
        }
        return finapi;
    }

    @Override
    public String getLogs() {
        return process == null ? "" : process.log();
    }

    @Override
    public void close() {
        if (finapi == null) {
            return;
        }
        finapi.close();
        process.close();
        process = null;
        finapi = null;
    }
}
