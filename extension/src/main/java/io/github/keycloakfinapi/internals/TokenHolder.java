package io.github.keycloakfinapi.internals;

import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.AccessToken;

/** The owner of an access token or refresh token, whether or not the token is still valid. */
public final class TokenHolder {
    private TokenHolder() {}

    /** The user; empty if this realm has not signed the token, or the user is gone. */
    public static Optional<UserModel> of(KeycloakSession session, String encoded) {
        return Optional.ofNullable(session.tokens().decode(encoded, AccessToken.class))
                .map(token -> user(session, token));
    }

    private static UserModel user(KeycloakSession session, AccessToken token) {
        RealmModel realm = session.getContext().getRealm();
        if (token.getSubject() != null) {
            return session.users().getUserById(realm, token.getSubject());
        }
        // The user is only in the token if the client has a certain mapper, so the session decides, as in Keycloak.
        String id = token.getSessionId();
        if (id == null) {
            return null;
        }
        UserSessionModel online = session.sessions().getUserSession(realm, id);
        UserSessionModel its = online == null ? session.sessions().getOfflineUserSession(realm, id) : online;
        return its == null ? null : its.getUser();
    }
}
