package io.github.keycloakfinapi.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** What Keycloak writes into a token; to an application it is opaque. */
final class Tokens {

    private Tokens() {}

    /**
     * The id of the client that got the token.
     *
     * @throws IllegalArgumentException if it is no access token of Keycloak's
     */
    static String clientOf(String token) {
        var parts = token.split("\\.");
        if (parts.length != 3) {
            throw new IllegalArgumentException("No access token");
        }
        try {
            var claims = Json.read(new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8));
            if (!claims.path("typ").asText().equals("Bearer")) {
                throw new IllegalArgumentException("No access token");
            }
            return claims.path("azp").asText();
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException("No access token", e);
        }
    }
}
