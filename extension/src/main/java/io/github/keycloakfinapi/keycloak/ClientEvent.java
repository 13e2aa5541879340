package io.github.keycloakfinapi.keycloak;

import java.util.Map;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.services.resources.admin.AdminAuth;
import org.keycloak.services.resources.admin.AdminEventBuilder;

/** Tells those who listen to the administration of a realm that a client has been changed, as Keycloak's console does. */
public final class ClientEvent {
    private ClientEvent() {}

    /** Another secret, which the event does not tell. */
    public static void newSecret(KeycloakSession session, ClientModel caller, ClientModel client) {
        of(session, caller)
                .operation(OperationType.ACTION)
                .resourcePath("clients", client.getId(), "client-secret")
                .success();
    }

    /** Another value of one attribute, which is none of its secrets. */
    public static void newAttribute(KeycloakSession session, ClientModel caller, ClientModel client, String name) {
        ClientRepresentation change = new ClientRepresentation();
        change.setClientId(client.getClientId());
        change.setAttributes(Map.of(name, client.getAttribute(name)));
        of(session, caller)
                .operation(OperationType.UPDATE)
                .resourcePath("clients", client.getId())
                .representation(change)
                .success();
    }

    private static AdminEventBuilder of(KeycloakSession session, ClientModel caller) {
        KeycloakContext context = session.getContext();
        AdminAuth auth = new AdminAuth(context.getRealm(), null, session.users().getServiceAccount(caller), caller);
        return new AdminEventBuilder(context.getRealm(), auth, session, context.getConnection())
                .resource(ResourceType.CLIENT);
    }
}
