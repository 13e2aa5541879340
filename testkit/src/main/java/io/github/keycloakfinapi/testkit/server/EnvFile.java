package io.github.keycloakfinapi.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An environment as the realm configuration ships it: NAME=value lines and comments. */
public final class EnvFile {

    private EnvFile() {}

    public static Map<String, String> read(Path file) {
        try {
            return parse(Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /** @throws IllegalArgumentException if a line is neither a comment nor {@code NAME=value} */
    public static Map<String, String> parse(List<String> lines) {
        var variables = new LinkedHashMap<String, String>();
        for (var line : lines) {
            var text = line.strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                var separator = text.indexOf('=');
                if (separator < 1) {
                    throw new IllegalArgumentException("not NAME=value: " + text);
                }
                variables.put(text.substring(0, separator), text.substring(separator + 1));
            }
        }
        return variables;
    }
}
