package io.github.keycloakfinapi.compare.wire;

import java.util.Locale;

/** The two versions of finAPI Access, by what differs in their paths. */
public enum Version {
    V1("/oauth", "/api/v1"),
    V2("/api/v2/oauth", "/api/v2");

    private final String oauth;
    private final String resources;

    Version(String oauth, String resources) {
        this.oauth = oauth;
        this.resources = resources;
    }

    String oauth() {
        return oauth;
    }

    String resources() {
        return resources;
    }

    public Version other() {
        return this == V1 ? V2 : V1;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
