package io.github.keycloakfinapi.account;

import io.github.keycloakfinapi.internals.BruteForce;
import java.util.concurrent.TimeUnit;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserLoginFailureModel;
import org.keycloak.models.UserModel;

/**
 * The lock of Keycloak's brute-force detection.
 *
 * <p>Source: finAPI reference, section 4, text of {@code maxUserLoginAttempts}.
 */
public final class Lock {
    private Lock() {}

    public static boolean holds(KeycloakSession session, FinapiUser user) {
        return new BruteForce(session).locks(user.model());
    }

    /** When the lock of a user who is enabled ends; milliseconds since the epoch. */
    public static long end(KeycloakSession session, FinapiUser user) {
        RealmModel realm = session.getContext().getRealm();
        UserLoginFailureModel failures =
                session.loginFailures().getUserLoginFailure(realm, user.model().getId());
        return failures == null ? 0 : TimeUnit.SECONDS.toMillis(failures.getFailedLoginNotBefore());
    }

    /** Unlocks the user and clears the failed logins. A user whom an operator has disabled stays disabled. */
    public static void release(KeycloakSession session, FinapiUser user) {
        RealmModel realm = session.getContext().getRealm();
        UserModel model = user.model();
        String reason = model.getFirstAttribute(UserModel.DISABLED_REASON);
        if (!model.isEnabled() && BruteForce.isReason(reason)) {
            model.removeAttribute(UserModel.DISABLED_REASON);
            model.setEnabled(true);
        }
        session.loginFailures().removeUserLoginFailure(realm, model.getId());
    }
}
