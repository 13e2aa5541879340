package io.github.keycloakfinapi.compare.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What no output may show. */
public final class Secrets {
    /** Possessive, since a long text would be too deep otherwise. */
    private static final String JWT = "eyJ[\\w-]++(?:\\.[\\w-]*+)*+";

    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /** As it is, and as a URL or JSON has it. Texts under four characters are none: they would blot out everything. */
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
        // The longest first, since one may be a part of another.
        for (var secret : known.stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList()) {
            hidden = hidden.replace(secret, "<secret>");
        }
        return hidden.replaceAll(JWT, "<secret>");
    }
}
