package io.github.keycloakfinapi.account;

import io.github.keycloakfinapi.internals.UserAdminEvent;
import io.github.keycloakfinapi.internals.UserStore;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserManager;
import org.keycloak.models.UserModel;

/**
 * Deletes a user, including sessions, credentials and everything else that Keycloak stores about the user except past
 * events.
 */
public final class Deletion {
    private Deletion() {}

    /**
     * Deletes a user on behalf of a client, in the transaction of the session.
     *
     * @param client the calling client
     * @return {@code false} if the user's store does not allow the deletion: then the caller must roll back
     */
    public static boolean byClient(KeycloakSession session, ClientModel client, UserModel user) {
        String id = user.getId();
        String username = user.getUsername();
        boolean gone = byUser(session, client, user);
        if (gone) {
            UserAdminEvent.deleted(session, client, id, username);
        }
        return gone;
    }

    /**
     * The same in a session other than the call's.
     *
     * @param client Keycloak's own id of the one that calls
     */
    public static boolean byClient(KeycloakSession session, String client, UserModel user) {
        return byClient(
                session, session.clients().getClientById(session.getContext().getRealm(), client), user);
    }

    /** The same on behalf of the user. */
    public static boolean byUser(KeycloakSession session, ClientModel client, UserModel user) {
        if (!UserStore.of(session, user).takesDeletion()) {
            return false;
        }
        UserEvent.of(session, client, EventType.DELETE_ACCOUNT, user).success();
        return new UserManager(session).removeUser(session.getContext().getRealm(), user);
    }
}
