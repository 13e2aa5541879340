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

/**
 * Tells those who listen to the administration of a realm that a client has been changed, as Admin REST does, by the realm's
 * event settings. The actor is the calling client with its service account.
 */
public final class ClientEvent {
    private ClientEvent() {}

    /** Another secret, which the event does not tell. */
    public static void newSecret(KeycloakSession session, ClientModel caller, ClientModel client) {
        of(session, caller)
                .operation(OperationType.ACTION)
                .resourcePath("clients", client.getId(), "client-secret")
                .success();
    }

    /**
     * Other attributes.
     *
     * @param changed what the event shows of them where the realm keeps details: no secrets
     */
    public static void newAttributes(
            KeycloakSession session, ClientModel caller, ClientModel client, Map<String, String> changed) {
        ClientRepresentation change = new ClientRepresentation();
        change.setId(client.getId());
        change.setClientId(client.getClientId());
        change.setAttributes(changed);
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
