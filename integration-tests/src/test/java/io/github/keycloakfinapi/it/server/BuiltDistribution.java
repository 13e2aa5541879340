package io.github.keycloakfinapi.it.server;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Keycloak's distribution with the JARs built in. A build takes half a minute, so there is one for each sort,
 * shared by every server and by test runs that go on at the same time.
 */
final class BuiltDistribution {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private BuiltDistribution() {}

    static synchronized Path of(Build build) {
        var name = "built-" + Fingerprint.of(build);
        var built = Workspace.servers().resolve(name);
        var done = built.resolve("built");
        try {
            Files.createDirectories(Workspace.servers());
            try (var lock = FileChannel.open(Workspace.servers().resolve(name + ".lock"), CREATE, WRITE);
                    var held = lock.lock()) {
                if (held.isValid() && !Files.exists(done)) {
                    Folder.delete(built);
                    Folder.copy(Workspace.distribution(), built);
                    for (var jar : build.providers()) {
                        Files.copy(jar, built.resolve("providers").resolve(jar.getFileName()));
                    }
                    Folder.copy(Workspace.ownThemes(), built.resolve("themes"));
                    run(build, built);
                    Files.createFile(done);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return built;
    }

    private static void run(Build build, Path home) throws IOException {
        var command = new ArrayList<String>();
        command.add(home.resolve("bin/kc.sh").toString());
        command.addAll(build.command());
        var output = home.resolve("build.log");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new StartFailed("kc.sh build failed", Files.readString(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted in kc.sh build", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
