package io.github.keycloakfinapi.it.finapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakfinapi.it.http.Json;
import java.util.Base64;

/** What Keycloak has written into a token. finAPI's clients do not look there; its tests may. */
public record TokenContent(JsonNode claims) {

    public static TokenContent of(String token) {
        return new TokenContent(Json.tree(Json.object(decode(token.split("\\.")[1]))));
    }

    /** In seconds, from its issue to its end. */
    public long lifetime() {
        return claims.path("exp").asLong() - claims.path("iat").asLong();
    }

    public static String decode(String part) {
        return new String(Base64.getUrlDecoder().decode(part), UTF_8);
    }

    public static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
