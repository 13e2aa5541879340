package io.github.keycloakfinapi.internals;

import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.ModelToRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.services.resources.admin.AdminEventBuilder;

/** The {@link AdministrationEvent} of what a client does to a user. None holds a credential. */
public final class UserAdminEvent {
    private static final String BEING_TOLD = UserAdminEvent.class.getName();

    private UserAdminEvent() {}

    /** A new user. */
    public static void created(KeycloakSession session, ClientModel caller, UserModel user) {
        tell(session, whole(session, of(session, caller, OperationType.CREATE, "users", user.getId()), user));
    }

    /** Something of the user is another. */
    public static void changed(KeycloakSession session, ClientModel caller, UserModel user) {
        tell(session, whole(session, of(session, caller, OperationType.UPDATE, "users", user.getId()), user));
    }

    /** Another password, which the event does not tell. */
    public static void newPassword(KeycloakSession session, ClientModel caller, UserModel user) {
        tell(session, of(session, caller, OperationType.ACTION, "users", user.getId(), "reset-password"));
    }

    /**
     * The user is gone.
     *
     * @param id Keycloak's own
     */
    public static void deleted(KeycloakSession session, ClientModel caller, String id, String username) {
        // As Admin REST does, and no more of somebody who is to be forgotten.
        UserRepresentation who = new UserRepresentation();
        who.setId(id);
        who.setUsername(username);
        tell(
                session,
                of(session, caller, OperationType.DELETE, "users", id).representation(isWanted(session) ? who : null));
    }

    /** Whether what the listeners of this session hear at the moment is one of these. */
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
