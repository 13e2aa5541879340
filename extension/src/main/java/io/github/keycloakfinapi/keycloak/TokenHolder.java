package io.github.keycloakfinapi.keycloak;

import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.representations.AccessToken;

/** Whose a token is, be it an access token or a refresh token, and whether it still holds or not. */
public final class TokenHolder {
    private TokenHolder() {}

    /** The user; empty for what this realm has not signed, and when the user is gone. */
    public static Optional<UserModel> of(KeycloakSession session, String encoded) {
        return Optional.ofNullable(session.tokens().decode(encoded, AccessToken.class))
                .map(AccessToken::getSubject)
                .map(id -> session.users().getUserById(session.getContext().getRealm(), id));
    }
}
