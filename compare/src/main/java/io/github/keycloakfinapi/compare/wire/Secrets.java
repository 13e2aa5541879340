package io.github.keycloakfinapi.compare.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The texts that no output may show. */
public final class Secrets {
    /** The quantifiers are possessive, since a long text would otherwise overflow the stack. */
    private static final String JWT = "eyJ[\\w-]++(?:\\.[\\w-]*+)*+";

    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /**
     * Adds the text as it is, and as URLs and JSON encode it. Ignores texts under four characters, which would hide too much.
     */
    public void add(String secret) {
        if (secret != null && secret.length() > 3 && !secret.equals("XXXXX")) {
            var encoded = URLEncoder.encode(secret, UTF_8);
            known.addAll(List.of(secret, encoded, encoded.replace("+", "%20"), quoted(secret)));
        }
    }

    private static String quoted(String text) {
        return String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    public String hidden(String text) {
        var hidden = text;
        // The longest first, since one secret may be part of another.
        for (var secret : known.stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList()) {
            hidden = hidden.replace(secret, "<secret>");
        }
        return hidden.replaceAll(JWT, "<secret>");
    }
}
