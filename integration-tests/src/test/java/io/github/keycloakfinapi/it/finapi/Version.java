package io.github.keycloakfinapi.it.finapi;

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

    /** Below the base URL. */
    public String token() {
        return oauth + "/token";
    }

    /** Below the base URL. */
    public String revoke() {
        return oauth + "/revoke";
    }

    /** Below the base URL. */
    public String resources() {
        return resources;
    }

    public String users() {
        return resources + "/users";
    }

    public String clientConfiguration() {
        return resources + "/clientConfiguration";
    }

    /** Below the base URL. */
    public String mandatorAdmin() {
        return resources + "/mandatorAdmin";
    }

    public Version other() {
        return this == V1 ? V2 : V1;
    }
}
