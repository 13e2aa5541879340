package io.github.keycloakfinapi.internals;

import jakarta.persistence.EntityManager;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.jpa.entities.ClientEntity;

/**
 * A client's row in the database, locked until the transaction ends, so that of several simultaneous changes each sees what
 * the earlier ones have written.
 */
public final class ClientRow {
    private static final String NO_ATTRIBUTE = "finapi.";

    private ClientRow() {}

    /**
     * Waits for other changes of the client, and reads it again. Earlier changes of this session are lost. {@code false} if
     * the client is gone.
     */
    public static boolean lock(KeycloakSession session, ClientModel client) {
        EntityManager entities = Database.of(session);
        ClientEntity row = entities.find(ClientEntity.class, client.getId());
        if (row == null) {
            return false;
        }
        // Otherwise the session would keep the values that it has already read.
        row.getAttributes().forEach(entities::detach);
        if (!HeldRow.lock(session, ClientEntity.class, client.getId())) {
            return false;
        }
        // Without a change, the session would go on returning the cached client from before the wait.
        client.removeAttribute(NO_ATTRIBUTE);
        return true;
    }
}
