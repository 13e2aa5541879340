package io.github.keycloakfinapi.internals;

import java.util.Optional;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.AuthenticationManager;

/** The sessions of a user, on which all tokens of the user depend. */
public final class UserSessions {
    private UserSessions() {}

    /**
     * The client's session within a user session, if the user session has not expired, been ended or been idle for too long.
     */
    public static Optional<AuthenticatedClientSessionModel> ofClient(
            KeycloakSession session, String userSessionId, ClientModel client) {
        RealmModel realm = session.getContext().getRealm();
        return Optional.ofNullable(session.sessions().getUserSession(realm, userSessionId))
                .filter(its -> AuthenticationManager.isSessionValid(realm, its))
                .map(its -> its.getAuthenticatedClientSessionByClient(client.getId()))
                .filter(its -> AuthenticationManager.isClientSessionValid(realm, client, its.getUserSession(), its));
    }

    /** Ends all sessions at every client, including offline sessions. */
    public static void end(KeycloakSession session, UserModel user) {
        RealmModel realm = session.getContext().getRealm();
        session.sessions()
                .getUserSessionsStream(realm, user)
                .toList()
                .forEach(each -> AuthenticationManager.backchannelLogout(session, each, true));
        session.sessions()
                .getOfflineUserSessionsStream(realm, user)
                .toList()
                .forEach(each -> session.sessions().removeOfflineUserSession(realm, each));
    }
}
