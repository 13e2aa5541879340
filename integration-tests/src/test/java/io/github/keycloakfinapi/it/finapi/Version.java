package io.github.keycloakfinapi.it.finapi;

/** The two versions of finAPI Access, by what differs in their paths. */
public enum Version {
    V1("/oauth/token", "/api/v1"),
    V2("/api/v2/oauth/token", "/api/v2");

    private final String token;
    private final String resources;

    Version(String token, String resources) {
        this.token = token;
        this.resources = resources;
    }

    /** Below the base URL. */
    public String token() {
        return token;
    }

    /** Below the base URL. */
    public String resources() {
        return resources;
    }

    public String users() {
        return resources + "/users";
    }
}
