package io.github.keycloakfinapi.it.cluster;

import io.github.keycloakfinapi.it.server.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/** Runs commands in the repository. */
final class Command {

    private Command() {}

    static boolean succeeds(String... command) {
        try {
            run(Map.of(), command);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /**
     * Waits until the command has ended.
     *
     * @return its output and errors
     * @throws IllegalStateException with them if it failed
     */
    static String run(Map<String, String> environment, String... command) {
        try {
            var output = Files.createTempFile("command", ".log");
            var builder = new ProcessBuilder(command)
                    .directory(Workspace.repository().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            var status = builder.start().waitFor();
            var text = Files.readString(output);
            Files.delete(output);
            if (status != 0) {
                throw new IllegalStateException(String.join(" ", command) + " ended with " + status + ":\n" + text);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
