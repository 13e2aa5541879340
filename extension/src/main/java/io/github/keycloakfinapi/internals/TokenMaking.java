package io.github.keycloakfinapi.internals;

import java.util.Optional;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.AccessTokenResponse;

/** Has a say in the tokens that a {@link TokenGrant} makes, once Keycloak has decided that there are to be any. */
public interface TokenMaking {

    /** Tokens to answer instead of making any; asked when the client has proved itself, and of client tokens only. */
    Optional<AccessTokenResponse> instead(EventBuilder event);

    /** The user session to make them for, or {@code null} for a new one; asked when the user has proved itself. */
    UserSessionModel userSession();

    /**
     * Makes an access token, and after that the refresh token that goes with it.
     *
     * @param token what is to be in it
     * @param event to be told of it
     */
    String encode(AccessToken token, EventBuilder event);

    /** The same of tokens that Keycloak has made without asking. */
    void made(AccessToken token, String encoded);
}
