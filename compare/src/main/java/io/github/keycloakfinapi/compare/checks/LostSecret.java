package io.github.keycloakfinapi.compare.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** For the case that a client's secret cannot be changed back: it must not be lost, and must not be printed. */
final class LostSecret {

    private LostSecret() {}

    /** Into a new file that only its owner can read. */
    static void save(String client, String secret) {
        try {
            var file = Files.createTempFile("compare-secret-", "");
            Files.writeString(file, secret + System.lineSeparator());
            System.err.println(
                    "compare: the secret of the client " + client + " could not be changed back; it is in " + file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
