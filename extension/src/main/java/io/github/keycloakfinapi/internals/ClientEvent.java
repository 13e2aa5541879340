package io.github.keycloakfinapi.internals;

import java.util.Map;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.idm.ClientRepresentation;

/** The {@link AdministrationEvent} of a change of a client. */
public final class ClientEvent {
    private ClientEvent() {}

    /** A new secret; the event does not contain it. */
    public static void newSecret(KeycloakSession session, ClientModel caller, ClientModel client) {
        AdministrationEvent.by(session, caller, ResourceType.CLIENT)
                .operation(OperationType.ACTION)
                .resourcePath("clients", client.getId(), "client-secret")
                .success();
    }

    /**
     * Changed attributes.
     *
     * @param changed the attributes that the event shows if the realm includes representations; must not contain secrets
     */
    public static void newAttributes(
            KeycloakSession session, ClientModel caller, ClientModel client, Map<String, String> changed) {
        ClientRepresentation change = new ClientRepresentation();
        change.setId(client.getId());
        change.setClientId(client.getClientId());
        change.setAttributes(changed);
        AdministrationEvent.by(session, caller, ResourceType.CLIENT)
                .operation(OperationType.UPDATE)
                .resourcePath("clients", client.getId())
                .representation(change)
                .success();
    }
}
