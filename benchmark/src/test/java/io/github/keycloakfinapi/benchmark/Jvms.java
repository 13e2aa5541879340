package io.github.keycloakfinapi.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The JVMs of the servers that run: children of this one. */
final class Jvms {

    private Jvms() {}

    /** A command of {@code jcmd}. */
    static void tell(String... command) {
        var servers = ProcessHandle.current()
                .descendants()
                .filter(process -> process.info()
                        .command()
                        .filter(path -> path.endsWith("/java"))
                        .isPresent())
                .toList();
        if (servers.isEmpty()) {
            throw new IllegalStateException("No JVM to tell " + String.join(" ", command));
        }
        servers.forEach(server -> tell(server.pid(), List.of(command)));
    }

    private static void tell(long pid, List<String> command) {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            var process = new ProcessBuilder(Stream.concat(Stream.of(jcmd, String.valueOf(pid)), command.stream())
                            .toList())
                    .redirectErrorStream(true)
                    .start();
            var output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
