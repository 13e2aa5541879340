package io.github.keycloakfinapi.internals;

import java.util.Optional;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.AccessTokenResponse;

/** Influences the tokens of a {@link TokenGrant} after Keycloak has decided to issue any. */
public interface TokenMaking {

    /** Tokens to return instead of new ones. Called for client tokens only, when the client is authenticated. */
    Optional<AccessTokenResponse> instead(EventBuilder event);

    /** The user session for the tokens, or {@code null} for a new one. Called when the user is authenticated. */
    UserSessionModel userSession();

    /**
     * Encodes an access token, and then the refresh token that belongs to it.
     *
     * @param token its content
     * @param event gets the details
     */
    String encode(AccessToken token, EventBuilder event);

    /** The same for tokens that Keycloak has already made. */
    void made(AccessToken token, String encoded);
}
