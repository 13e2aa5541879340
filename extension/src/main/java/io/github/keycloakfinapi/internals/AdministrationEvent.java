package io.github.keycloakfinapi.internals;

import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resources.admin.AdminAuth;
import org.keycloak.services.resources.admin.AdminEventBuilder;

/**
 * An admin event, as Admin REST would create it for the same change, according to the realm's event settings. The actor is
 * the calling client with its service account.
 */
final class AdministrationEvent {
    private AdministrationEvent() {}

    static AdminEventBuilder by(KeycloakSession session, ClientModel caller, ResourceType type) {
        KeycloakContext context = session.getContext();
        AdminAuth auth = new AdminAuth(context.getRealm(), null, session.users().getServiceAccount(caller), caller);
        return new AdminEventBuilder(context.getRealm(), auth, session, context.getConnection()).resource(type);
    }
}
