package io.github.keycloakfinapi.internals;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.cache.CachedUserModel;
import org.keycloak.models.jpa.entities.UserEntity;
import org.keycloak.storage.StorageId;

/**
 * A user's row in the database, locked until the transaction ends. With several simultaneous changes of one user Keycloak
 * would fail, or write attributes twice, after which the user could no longer log in.
 */
public final class UserRow {
    private UserRow() {}

    /** Whether Keycloak has a row of the user, as this transaction sees it. */
    public static boolean exists(KeycloakSession session, String id) {
        return Database.of(session)
                        .createQuery("select count(u.id) from UserEntity u where u.id = :id", Long.class)
                        .setParameter("id", id)
                        .getSingleResult()
                > 0;
    }

    /** Waits for other changes of the user, and reads it again; {@code false} if the user is gone. */
    public static boolean lock(KeycloakSession session, UserModel user) {
        if (!StorageId.isLocalStorage(user.getId())) {
            return true;
        }
        try {
            boolean held = HeldRow.lock(session, UserEntity.class, user.getId());
            if (held && user instanceof CachedUserModel) {
                // Without a change, the session would go on returning the cached user from before the wait.
                UserStore.available(((CachedUserModel) user).getDelegateForUpdate());
            }
            return held;
        } catch (IllegalStateException goneFromItsStore) {
            return false;
        }
    }
}
