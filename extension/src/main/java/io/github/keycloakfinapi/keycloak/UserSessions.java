package io.github.keycloakfinapi.keycloak;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.AuthenticationManager;

/** The sessions of a user, on which all tokens of the user depend. */
public final class UserSessions {
    private UserSessions() {}

    /** Ends them at every client, the offline ones too. */
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
