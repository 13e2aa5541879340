package io.github.keycloakfinapi.users;

import io.github.keycloakfinapi.api.ApiRequest;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.UserModel;

/** Tells Keycloak's event listeners what happens to a user, and by which client. */
final class UserEvent {
    private UserEvent() {}

    static EventBuilder of(ApiRequest request, EventType type, UserModel user) {
        EventBuilder event = new EventBuilder(
                        request.realm(),
                        request.session(),
                        request.session().getContext().getConnection())
                .event(type)
                .client(request.caller().client())
                .user(user)
                .detail(Details.USERNAME, user.getUsername());
        return user.getEmail() == null ? event : event.detail(Details.EMAIL, user.getEmail());
    }
}
