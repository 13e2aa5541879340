package io.github.keycloakfinapi.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** An environment as the realm configuration ships it: NAME=value lines and comments. */
final class EnvFile {

    private EnvFile() {}

    static Map<String, String> read(Path file) {
        var variables = new LinkedHashMap<String, String>();
        try {
            for (var line : Files.readAllLines(file)) {
                var text = line.strip();
                if (!text.isEmpty() && !text.startsWith("#")) {
                    var separator = text.indexOf('=');
                    if (separator < 1) {
                        throw new IllegalArgumentException(file + ": not NAME=value: " + text);
                    }
                    variables.put(text.substring(0, separator), text.substring(separator + 1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return variables;
    }
}
