package io.github.keycloakfinapi.internals;

import java.util.Map;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.idm.ClientRepresentation;

/** The {@link AdministrationEvent} of a client that has been changed. */
public final class ClientEvent {
    private ClientEvent() {}

    /** Another secret, which the event does not tell. */
    public static void newSecret(KeycloakSession session, ClientModel caller, ClientModel client) {
        AdministrationEvent.by(session, caller, ResourceType.CLIENT)
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
        AdministrationEvent.by(session, caller, ResourceType.CLIENT)
                .operation(OperationType.UPDATE)
                .resourcePath("clients", client.getId())
                .representation(change)
                .success();
    }
}
