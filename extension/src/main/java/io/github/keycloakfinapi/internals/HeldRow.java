package io.github.keycloakfinapi.internals;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.LockModeType;
import org.hibernate.UnresolvableObjectException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;

/** A row in the database, locked until the transaction ends. */
final class HeldRow {
    private HeldRow() {}

    /** Waits for other changes of the row, and reads it again; {@code false} if it is gone. */
    static boolean lock(KeycloakSession session, Class<?> type, String id) {
        EntityManager entities = Database.of(session);
        Object row = entities.find(type, id);
        try {
            if (row == null) {
                return false;
            }
            // A query instead of find, which would return what this session has read before.
            entities.refresh(row, LockModeType.PESSIMISTIC_WRITE);
            return true;
        } catch (ModelException e) {
            // JPA's exception on 26.6, Hibernate's own on 26.7.
            if (e.getCause() instanceof EntityNotFoundException
                    || e.getCause() instanceof UnresolvableObjectException) {
                return false;
            }
            throw e;
        }
    }
}
