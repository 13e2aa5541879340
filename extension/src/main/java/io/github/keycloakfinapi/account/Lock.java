package io.github.keycloakfinapi.account;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.BruteForceProtector;

/**
 * The lock of Keycloak's brute-force detection.
 *
 * <p>Source: finAPI reference, section 4, text of {@code maxUserLoginAttempts}.
 */
public final class Lock {
    private Lock() {}

    public static boolean holds(KeycloakSession session, UserModel user) {
        RealmModel realm = session.getContext().getRealm();
        BruteForceProtector protector = session.getProvider(BruteForceProtector.class);
        return realm.isBruteForceProtected()
                && (protector.isPermanentlyLockedOut(session, realm, user)
                        || protector.isTemporarilyDisabled(session, realm, user));
    }

    /** Unlocks the user and forgets its failed logins. A user whom an operator has disabled stays so. */
    public static void release(KeycloakSession session, UserModel user) {
        RealmModel realm = session.getContext().getRealm();
        BruteForceProtector protector = session.getProvider(BruteForceProtector.class);
        if (protector.isPermanentlyLockedOut(session, realm, user)) {
            protector.cleanUpPermanentLockout(session, realm, user);
            user.setEnabled(true);
        }
        session.loginFailures().removeUserLoginFailure(realm, user.getId());
    }

    /**
     * Counts a failed login of an id that Keycloak does not count, because there is no such user or an operator has
     * disabled it: if such an id never locked, the lock of the others would tell that they exist. It is kept for the
     * realm's failure reset time, and by a hash that says nothing of the id.
     *
     * @return whether the id has failed as often before as locks a user
     */
    public static boolean holdsUncounted(KeycloakSession session, String id) {
        RealmModel realm = session.getContext().getRealm();
        if (!realm.isBruteForceProtected()) {
            return false;
        }
        String name = realm.getId() + "/" + id.toLowerCase(Locale.ROOT);
        String key = "finapi.failed-login." + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        for (int failure = 0; failure < realm.getFailureFactor(); failure++) {
            if (session.singleUseObjects().putIfAbsent(key + "." + failure, realm.getMaxDeltaTimeSeconds())) {
                return false;
            }
        }
        return true;
    }
}
