package io.github.keycloakfinapi.keycloak;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.LockModeType;
import org.hibernate.UnresolvableObjectException;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.UserModel;
import org.keycloak.models.cache.CachedUserModel;
import org.keycloak.models.jpa.entities.UserEntity;
import org.keycloak.storage.StorageId;

/**
 * A user's row in the database, held until the transaction ends: of several changes of one user at the same moment, Keycloak
 * would write each attribute more than once, after which it lets the user log in no more, or fail.
 */
public final class UserRow {
    private UserRow() {}

    /** Waits for other changes of the user, and shows the user as they left it; {@code false} when the user is gone. */
    public static boolean lock(KeycloakSession session, UserModel user) {
        if (!StorageId.isLocalStorage(user.getId())) {
            return true;
        }
        try {
            return lockRow(session, user);
        } catch (IllegalStateException goneFromItsStore) {
            return false;
        }
    }

    private static boolean lockRow(KeycloakSession session, UserModel user) {
        EntityManager entities =
                session.getProvider(JpaConnectionProvider.class).getEntityManager();
        UserEntity row = entities.find(UserEntity.class, user.getId());
        try {
            if (row == null) {
                return false;
            }
            // Not by find: what this session has read of the user already may be old by now.
            entities.refresh(row, LockModeType.PESSIMISTIC_WRITE);
            if (user instanceof CachedUserModel) {
                // Until it is to be changed, it is what the cache was given before the wait.
                UserStore.available(((CachedUserModel) user).getDelegateForUpdate());
            }
            return true;
        } catch (ModelException e) {
            if (isGone(e)) {
                return false;
            }
            throw e;
        }
    }

    /** Whether a row that was read before is not there any more: JPA's exception on 26.6, Hibernate's own on 26.7. */
    static boolean isGone(ModelException e) {
        return e.getCause() instanceof EntityNotFoundException || e.getCause() instanceof UnresolvableObjectException;
    }
}
