package io.github.keycloakfinapi.internals;

import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.ModelToRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.services.resources.admin.AdminEventBuilder;

/** The {@link AdministrationEvent} of what a client does to a user. It never contains a credential. */
public final class UserAdminEvent {
    private static final String BEING_TOLD = UserAdminEvent.class.getName();

    private UserAdminEvent() {}

    /** A new user. */
    public static void created(KeycloakSession session, ClientModel caller, UserModel user) {
        tell(session, whole(session, of(session, caller, OperationType.CREATE, "users", user.getId()), user));
    }

    /** The user was changed. */
    public static void changed(KeycloakSession session, ClientModel caller, UserModel user) {
        tell(session, whole(session, of(session, caller, OperationType.UPDATE, "users", user.getId()), user));
    }

    /** A new password; the event does not contain it. */
    public static void newPassword(KeycloakSession session, ClientModel caller, UserModel user) {
        tell(session, of(session, caller, OperationType.ACTION, "users", user.getId(), "reset-password"));
    }

    /**
     * The user was deleted.
     *
     * @param id Keycloak's own id of the user
     */
    public static void deleted(KeycloakSession session, ClientModel caller, String id, String username) {
        // The same as Admin REST, and nothing else about a user who is to be forgotten.
        UserRepresentation who = new UserRepresentation();
        who.setId(id);
        who.setUsername(username);
        tell(
                session,
                of(session, caller, OperationType.DELETE, "users", id).representation(isWanted(session) ? who : null));
    }

    /** Whether the listeners of this session are getting one of these events at the moment. */
    public static boolean isBeingTold(KeycloakSession session) {
        return session.getAttribute(BEING_TOLD) != null;
    }

    private static AdminEventBuilder of(
            KeycloakSession session, ClientModel caller, OperationType operation, String... path) {
        return AdministrationEvent.by(session, caller, ResourceType.USER)
                .operation(operation)
                .resourcePath(path);
    }

    private static AdminEventBuilder whole(KeycloakSession session, AdminEventBuilder event, UserModel user) {
        return event.representation(
                isWanted(session)
                        ? ModelToRepresentation.toRepresentation(
                                session, session.getContext().getRealm(), user)
                        : null);
    }

    /** It costs statements. */
    private static boolean isWanted(KeycloakSession session) {
        return session.getContext().getRealm().isAdminEventsDetailsEnabled();
    }

    private static void tell(KeycloakSession session, AdminEventBuilder event) {
        session.setAttribute(BEING_TOLD, true);
        try {
            event.success();
        } finally {
            session.removeAttribute(BEING_TOLD);
        }
    }
}
