package io.github.keycloakfinapi.keycloak;

import java.util.Map;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.services.resources.admin.AdminAuth;
import org.keycloak.services.resources.admin.AdminEventBuilder;

/** Tells Keycloak's listeners of administration, and its store of their events, that a client has changed itself. */
public final class ClientUpdate {
    private ClientUpdate() {}

    /**
     * As Admin REST does it, by the realm's event settings; the actor is the client with its service account.
     *
     * @param changed what the event shows of it where the realm keeps details: client attributes, without secrets
     */
    public static void tell(KeycloakSession session, ClientModel client, Map<String, String> changed) {
        RealmModel realm = client.getRealm();
        UserModel serviceAccount = session.users().getServiceAccount(client);
        ClientRepresentation shown = new ClientRepresentation();
        shown.setId(client.getId());
        shown.setClientId(client.getClientId());
        shown.setAttributes(changed);
        new AdminEventBuilder(
                        realm,
                        new AdminAuth(realm, null, serviceAccount, client),
                        session,
                        session.getContext().getConnection())
                .resource(ResourceType.CLIENT)
                .operation(OperationType.UPDATE)
                .resourcePath("clients", client.getId())
                .representation(shown)
                .success();
    }
}
