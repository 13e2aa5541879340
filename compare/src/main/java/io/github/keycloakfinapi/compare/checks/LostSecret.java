package io.github.keycloakfinapi.compare.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A new secret that a client may keep if the run fails. It must neither be lost nor be printed. */
record LostSecret(Path file) {

    /** Writes the secret to a new file that only its owner can read. */
    static LostSecret save(String secret) {
        try {
            var file = Files.createTempFile("compare-secret-", "");
            Files.writeString(file, secret + System.lineSeparator());
            return new LostSecret(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete() {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
