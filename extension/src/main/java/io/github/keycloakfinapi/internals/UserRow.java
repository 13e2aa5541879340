package io.github.keycloakfinapi.internals;

import org.keycloak.models.KeycloakSession;
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

    /** Whether Keycloak has a row of the user, in this transaction. */
    public static boolean exists(KeycloakSession session, String id) {
        return Database.of(session)
                        .createQuery("select count(u.id) from UserEntity u where u.id = :id", Long.class)
                        .setParameter("id", id)
                        .getSingleResult()
                > 0;
    }

    /** Waits for other changes of the user, and shows the user as they left it; {@code false} when the user is gone. */
    public static boolean lock(KeycloakSession session, UserModel user) {
        if (!StorageId.isLocalStorage(user.getId())) {
            return true;
        }
        try {
            boolean held = HeldRow.lock(session, UserEntity.class, user.getId());
            if (held && user instanceof CachedUserModel) {
                // Until it is to be changed, it is what the cache was given before the wait.
                UserStore.available(((CachedUserModel) user).getDelegateForUpdate());
            }
            return held;
        } catch (IllegalStateException goneFromItsStore) {
            return false;
        }
    }
}
