package io.github.keycloakfinapi.account;

import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/** Events for Keycloak's listeners: what happens to a user, and through which client. */
public final class UserEvent {
    private UserEvent() {}

    /** @param client the calling client */
    public static EventBuilder of(KeycloakSession session, ClientModel client, EventType type, UserModel user) {
        KeycloakContext context = session.getContext();
        EventBuilder event = new EventBuilder(context.getRealm(), session, context.getConnection())
                .event(type)
                .client(client)
                .user(user)
                .detail(Details.USERNAME, user.getUsername());
        return user.getEmail() == null ? event : event.detail(Details.EMAIL, user.getEmail());
    }
}
