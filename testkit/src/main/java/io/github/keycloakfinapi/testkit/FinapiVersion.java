package io.github.keycloakfinapi.testkit;

/** The two versions of finAPI Access. */
public enum FinapiVersion {
    V1("/oauth", "/api/v1"),
    V2("/api/v2/oauth", "/api/v2");

    private final String oauth;
    private final String resources;

    FinapiVersion(String oauth, String resources) {
        this.oauth = oauth;
        this.resources = resources;
    }

    /** The path of the token service below the base URL, with {@code /token} and {@code /revoke}. */
    public String oauthPath() {
        return oauth;
    }

    /** The path of everything else below the base URL, such as {@code /users}. */
    public String resourcesPath() {
        return resources;
    }
}
