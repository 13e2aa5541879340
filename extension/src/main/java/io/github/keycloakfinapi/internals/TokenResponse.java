package io.github.keycloakfinapi.internals;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.keycloak.representations.AccessTokenResponse;
import org.keycloak.util.TokenUtil;

/**
 * Keycloak's token response with finAPI's fields only.
 *
 * <p>Source: finAPI reference, section 2.1.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"access_token", "token_type", "expires_in", "scope", "refresh_token"})
@JsonIgnoreProperties({
    "refresh_expires_in",
    "not-before-policy",
    "session_state",
    "id_token",
    "error",
    "error_description",
    "error_uri",
    "authorization_details"
})
public final class TokenResponse extends AccessTokenResponse {
    /** finAPI's only scope, and the name of the client scope for it. */
    static final String SCOPE = "all";

    private static final String BEARER = "bearer";

    private TokenResponse(AccessTokenResponse response, boolean withRefreshToken) {
        token = response.getToken();
        tokenType = TokenUtil.TOKEN_TYPE_BEARER.equalsIgnoreCase(response.getTokenType())
                ? BEARER
                : response.getTokenType();
        expiresIn = response.getExpiresIn();
        scope = SCOPE;
        refreshToken = withRefreshToken ? response.getRefreshToken() : null;
        // Not for the caller: up to 26.6, Keycloak uses it to find the session of a refreshed token.
        sessionState = response.getSessionState();
    }

    /** A client token has no refresh token, even if the client's settings in Keycloak allow one. */
    static TokenResponse ofClient(AccessTokenResponse response) {
        return new TokenResponse(response, false);
    }

    static TokenResponse ofUser(AccessTokenResponse response) {
        return new TokenResponse(response, true);
    }

    /** Keeps the scope: Keycloak sets the granted ones after the mappers have run. */
    @Override
    public void setScope(String scope) {
        // Always "all".
    }
}
