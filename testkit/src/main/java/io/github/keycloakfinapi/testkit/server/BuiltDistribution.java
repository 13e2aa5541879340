package io.github.keycloakfinapi.testkit.server;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;

/**
 * Keycloak's distribution with the JARs built in. A build takes half a minute, so there is one for each sort,
 * shared by every server and by test runs that go on at the same time.
 */
public final class BuiltDistribution {

    /** In the home of a build that is complete. */
    static final String DONE = "built";

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private BuiltDistribution() {}

    /**
     * @param distribution as it was unpacked, and is left
     * @param servers where the builds are
     * @return the home of the build
     */
    public static synchronized Path of(KeycloakBuild build, Path distribution, Path servers) {
        var name = "built-" + build.fingerprint();
        var built = servers.resolve(name);
        var done = built.resolve(DONE);
        try {
            Files.createDirectories(servers);
            try (var lock = FileChannel.open(servers.resolve(name + ".lock"), CREATE, WRITE);
                    var held = lock.lock()) {
                if (held.isValid() && !Files.exists(done)) {
                    Folder.delete(built);
                    Folder.copy(distribution, built);
                    for (var jar : build.providers()) {
                        Files.copy(jar, built.resolve("providers").resolve(jar.getFileName()));
                    }
                    if (build.themes().isPresent()) {
                        Folder.copy(build.themes().get(), built.resolve("themes"));
                    }
                    run(build, built);
                    Files.createFile(done);
                    OldBuilds.delete(servers);
                }
                OldBuilds.use(done);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return built;
    }

    private static void run(KeycloakBuild build, Path home) throws IOException {
        var command = new ArrayList<String>();
        command.add(home.resolve("bin/kc.sh").toString());
        command.addAll(build.command());
        var output = home.resolve("build.log");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        try (var process = ChildProcess.start(builder, () -> {})) {
            if (!process.succeeds(PATIENCE.toSeconds())) {
                throw new StartFailed("kc.sh build failed", Files.readString(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted in kc.sh build", e);
        }
    }
}
