package io.github.keycloakfinapi.compare.wire;

import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What no output may show. */
public final class Secrets {
    private static final String JWT = "eyJ[\\w-]+(\\.[\\w-]*)*";

    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /** Texts under four characters are none: they would blot out everything. */
    public void add(String secret) {
        if (secret != null && secret.length() > 3 && !secret.equals("XXXXX")) {
            known.add(secret);
        }
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
