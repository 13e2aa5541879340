package io.github.keycloakfinapi.it.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Where a reader pastes a command. */
final class Shell {

    private Shell() {}

    static String paste(String command) {
        try {
            var process = new ProcessBuilder("bash", "-c", command)
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
