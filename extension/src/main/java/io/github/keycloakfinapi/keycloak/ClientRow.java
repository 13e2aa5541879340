package io.github.keycloakfinapi.keycloak;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.jpa.entities.ClientEntity;
import org.keycloak.storage.StorageId;

/**
 * A client's row in the database, held until the transaction ends: of two changes of one client at the same moment, each sees
 * what the other has written.
 */
public final class ClientRow {
    private static final String NO_ATTRIBUTE = "finapi.";

    private ClientRow() {}

    /** Waits for other changes of the client, and shows the client as they left it; {@code false} when it is gone. */
    public static boolean lock(KeycloakSession session, ClientModel client) {
        if (!StorageId.isLocalStorage(client.getId())) {
            return true;
        }
        EntityManager entities =
                session.getProvider(JpaConnectionProvider.class).getEntityManager();
        ClientEntity row = entities.find(ClientEntity.class, client.getId());
        if (row == null) {
            return false;
        }
        try {
            // Not by find: what this session has read of the client already may be old by now.
            entities.refresh(row, LockModeType.PESSIMISTIC_WRITE);
            row.getAttributes().forEach(entities::refresh);
        } catch (ModelException e) {
            if (UserRow.isGone(e)) {
                return false;
            }
            throw e;
        }
        // Until something is changed, the client is what the cache was given before the wait.
        client.removeAttribute(NO_ATTRIBUTE);
        return true;
    }
}
