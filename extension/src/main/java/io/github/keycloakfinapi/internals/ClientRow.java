package io.github.keycloakfinapi.internals;

import jakarta.persistence.EntityManager;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.jpa.entities.ClientEntity;

/**
 * A client's row in the database, held until the transaction ends: of several changes of one client at the same moment, each
 * sees what those before it have written.
 */
public final class ClientRow {
    private static final String NO_ATTRIBUTE = "finapi.";

    private ClientRow() {}

    /**
     * Waits for other changes of the client, and shows the client as they left it; what this session has changed of it before is
     * lost. {@code false} when the client is gone.
     */
    public static boolean lock(KeycloakSession session, ClientModel client) {
        EntityManager entities = Database.of(session);
        ClientEntity row = entities.find(ClientEntity.class, client.getId());
        if (row == null) {
            return false;
        }
        // Those that this session knows would stay as they are when the client is read again.
        row.getAttributes().forEach(entities::detach);
        if (!HeldRow.lock(session, ClientEntity.class, client.getId())) {
            return false;
        }
        // Until something is changed, the client is what the cache was given before the wait.
        client.removeAttribute(NO_ATTRIBUTE);
        return true;
    }
}
