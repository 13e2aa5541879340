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
    /** finAPI's one scope, and the name of the client scope that stands for it. */
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
        // Not for the caller: Keycloak up to 26.6 finds the session of a refreshed token by it.
        sessionState = response.getSessionState();
    }

    /** A client token comes without a refresh token, whatever the client's setting in Keycloak. */
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
