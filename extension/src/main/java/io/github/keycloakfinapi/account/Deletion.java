package io.github.keycloakfinapi.account;

import io.github.keycloakfinapi.internals.UserAdminEvent;
import io.github.keycloakfinapi.internals.UserStore;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserManager;
import org.keycloak.models.UserModel;

/** The end of a user: with sessions, credentials and all that Keycloak holds of the user but its past events. */
public final class Deletion {
    private Deletion() {}

    /**
     * Deletes a user in the transaction of the session, because a client wants it.
     *
     * @param client the one that calls
     * @return {@code false} when the user's store does not let it go: the transaction must be rolled back then
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
     * The same where the session is another one than the call's.
     *
     * @param client Keycloak's own id of the one that calls
     */
    public static boolean byClient(KeycloakSession session, String client, UserModel user) {
        return byClient(
                session, session.clients().getClientById(session.getContext().getRealm(), client), user);
    }

    /** The same, because the user wants it. */
    public static boolean byUser(KeycloakSession session, ClientModel client, UserModel user) {
        if (!UserStore.of(session, user).takesDeletion()) {
            return false;
        }
        UserEvent.of(session, client, EventType.DELETE_ACCOUNT, user).success();
        return new UserManager(session).removeUser(session.getContext().getRealm(), user);
    }
}
