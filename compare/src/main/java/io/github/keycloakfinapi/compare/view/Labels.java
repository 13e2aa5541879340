package io.github.keycloakfinapi.compare.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.keycloakfinapi.compare.wire.Secrets;
import java.net.URLEncoder;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Common names for texts that differ on the two sides: ids of users, the side's address and client. */
public final class Labels {
    private static final String UUID = "(?i)\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b";

    private final Map<String, String> labels = new HashMap<>();
    private final Secrets secrets;

    public Labels(Secrets secrets) {
        this.secrets = secrets;
    }

    public void add(String text, String label) {
        labels.put(text, label);
    }

    /** Each spelling of the id gets a label of its own. */
    public void addId(String id, String label) {
        labels.putIfAbsent(id.toUpperCase(Locale.ROOT), "<" + label + " in upper case>");
        labels.putIfAbsent(id.toLowerCase(Locale.ROOT), "<" + label + " in lower case>");
        labels.putIfAbsent(URLEncoder.encode(id, UTF_8), "<" + label + ", encoded>");
        labels.put(id, "<" + label + ">");
    }

    public boolean knows(String text) {
        return labels.containsKey(text);
    }

    public String in(String text) {
        // Secrets first: a label inside a secret would leave the rest of the secret visible.
        var named = secrets.hidden(text);
        for (var each : labels.entrySet().stream()
                .sorted(Comparator.comparing(entry -> -entry.getKey().length()))
                .toList()) {
            named = named.replace(each.getKey(), each.getValue());
        }
        return named.replaceAll(UUID, "<uuid>");
    }
}
