package io.github.keycloakfinapi.log;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * A log line for programs: {@code key="value"} pairs. While the line is written, the log's diagnostic context (MDC) has the same pairs,
 * so that each is also a field of JSON output.
 *
 * <p>A value cannot forge a pair or a line: quotes, backslashes and everything that is not printable ASCII are escaped as in JSON.
 */
public final class StructuredLine {
    private static final String PREFIX = "finapi.";

    private final Map<String, String> pairs = new LinkedHashMap<>();

    /** Adds a pair, unless the value is {@code null}. */
    public StructuredLine with(String key, Object value) {
        if (value != null) {
            pairs.put(key, value.toString());
        }
        return this;
    }

    public void log(Logger logger, Logger.Level level) {
        pairs.forEach((key, value) -> MDC.put(PREFIX + key, value));
        try {
            logger.log(level, this);
        } finally {
            pairs.keySet().forEach(key -> MDC.remove(PREFIX + key));
        }
    }

    @Override
    public String toString() {
        StringBuilder line = new StringBuilder();
        pairs.forEach((key, value) -> {
            line.append(line.isEmpty() ? "" : " ").append(key).append("=\"");
            value.chars().forEach(character -> append(line, (char) character));
            line.append('"');
        });
        return line.toString();
    }

    private static void append(StringBuilder line, char character) {
        if (character == '"' || character == '\\') {
            line.append('\\').append(character);
        } else if (character >= ' ' && character <= '~') {
            line.append(character);
        } else {
            line.append("\\u%04x".formatted((int) character));
        }
    }
}
