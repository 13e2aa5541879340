package io.github.keycloakfinapi.internals;

import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.AccessToken;

/** Whose a token is, be it an access token or a refresh token, and whether it still holds or not. */
public final class TokenHolder {
    private TokenHolder() {}

    /** The user; empty for what this realm has not signed, and when the user is gone. */
    public static Optional<UserModel> of(KeycloakSession session, String encoded) {
        return Optional.ofNullable(session.tokens().decode(encoded, AccessToken.class))
                .map(token -> user(session, token));
    }

    private static UserModel user(KeycloakSession session, AccessToken token) {
        RealmModel realm = session.getContext().getRealm();
        if (token.getSubject() != null) {
            return session.users().getUserById(realm, token.getSubject());
        }
        // Only a mapper names the user, and a client may be without it; Keycloak goes by the session.
        String id = token.getSessionId();
        if (id == null) {
            return null;
        }
        UserSessionModel online = session.sessions().getUserSession(realm, id);
        UserSessionModel its = online == null ? session.sessions().getOfflineUserSession(realm, id) : online;
        return its == null ? null : its.getUser();
    }
}
