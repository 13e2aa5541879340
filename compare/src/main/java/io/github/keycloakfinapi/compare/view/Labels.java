package io.github.keycloakfinapi.compare.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.keycloakfinapi.compare.wire.Secrets;
import java.net.URLEncoder;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** One name for what is another text on each side: ids of users, the side's address and client. */
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

    /** Each spelling gets a name. */
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
        // Before the names, which would cut a secret in pieces that nobody recognizes.
        var named = secrets.hidden(text);
        for (var each : labels.entrySet().stream()
                .sorted(Comparator.comparing(entry -> -entry.getKey().length()))
                .toList()) {
            named = named.replace(each.getKey(), each.getValue());
        }
        return named.replaceAll(UUID, "<uuid>");
    }
}
