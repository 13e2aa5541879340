package io.github.keycloakfinapi.internals;

import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.keycloak.common.ClientConnection;
import org.keycloak.common.util.Time;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserLoginFailureModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.light.LightweightUserAdapter;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.managers.BruteForceProtector;
import org.keycloak.services.managers.DefaultBruteForceProtector;
import org.keycloak.storage.StorageId;

/**
 * Keycloak's brute-force detection as finAPI's logins need it: queries have no side effect, a login is counted before it is
 * answered, and unknown ids are counted, too.
 *
 * <p>The server's own protector also answers "locked" while another login of the user is in progress. A query during a login
 * reserves the only place, and the count follows after the answer.
 */
public class BruteForce extends DefaultBruteForceProtector {
    /** The method is protected, and its last parameters differ between versions. */
    private static final Method FAILURE = method("failure");

    private static final Method SUCCESS = method("success");

    final KeycloakSession session;
    final RealmModel realm;

    public BruteForce(KeycloakSession session) {
        super(session.getKeycloakSessionFactory());
        this.session = session;
        this.realm = session.getContext().getRealm();
    }

    /** A limit of 0 means "unlimited" at finAPI, but "at the first failure" in Keycloak. */
    public static boolean isOn(RealmModel realm) {
        return realm.isBruteForceProtected() && realm.getFailureFactor() > 0;
    }

    /** Whether this reason means that the detection has disabled the user. */
    public static boolean isReason(String disabled) {
        return DISABLED_BY_PERMANENT_LOCKOUT.equals(disabled);
    }

    /** Whether the detection has locked the user, permanently or temporarily. */
    public boolean locks(UserModel user) {
        return isPermanentlyLockedOut(session, realm, user) || isTemporarilyDisabled(session, realm, user);
    }

    @Override
    public boolean isPermanentlyLockedOut(KeycloakSession session, RealmModel realm, UserModel user) {
        return isOn(realm) && (super.isPermanentlyLockedOut(session, realm, user) || isDisabledWithoutReason(user));
    }

    @Override
    public boolean isTemporarilyDisabled(KeycloakSession session, RealmModel realm, UserModel user) {
        return isOn(realm) && super.isTemporarilyDisabled(session, realm, user);
    }

    /** If the user's store is read-only, Keycloak cannot store the reason why the user is disabled. */
    private boolean isDisabledWithoutReason(UserModel user) {
        if (user.isEnabled() || !realm.isPermanentLockout() || user.getFederationLink() == null) {
            return false;
        }
        UserLoginFailureModel failures = getUserFailureModel(session, realm, user.getId());
        return failures != null && failures.getNumFailures() >= realm.getFailureFactor();
    }

    /** The same for an unknown id. */
    public boolean locks(String id) {
        return isTemporarilyDisabled(session, realm, new Nobody(session, realm, id));
    }

    /** Counts a failed login of an unknown id, as Keycloak does for a user. */
    public static void countFailureOfNobody(KeycloakSession session, String id, String remoteAddress) {
        invoke(
                FAILURE,
                new OfNobody(session),
                withNobody(session, id),
                session.getContext().getRealm(),
                id,
                remoteAddress,
                Time.currentTimeMillis());
    }

    private static KeycloakSession withNobody(KeycloakSession session, String id) {
        Nobody nobody = new Nobody(session, session.getContext().getRealm(), id);
        return SessionView.of(session)
                .withUserById(userId -> userId.equals(id) ? nobody : null)
                .session();
    }

    /**
     * Whether no other login of the user is in progress on this node. If so, this reserves the place for this session until
     * its transaction ends. Call it only during a login.
     */
    public boolean takesTurn(UserModel user) {
        BruteForceProtector protector = session.getProvider(BruteForceProtector.class);
        return !isOn(realm) || locks(user) || !protector.isTemporarilyDisabled(session, realm, user);
    }

    /** Keycloak counts on another thread; this counts before the login is answered. */
    @Override
    protected void processLogin(
            RealmModel realm,
            UserModel user,
            ClientConnection connection,
            UriInfo uri,
            boolean success,
            Set<String> categories) {
        count(user, connection, success, categories);
    }

    /** The same method of Keycloak 26.5 and 26.6. */
    @SuppressWarnings("unused")
    protected void processLogin(
            RealmModel realm,
            UserModel user,
            ClientConnection connection,
            UriInfo uri,
            boolean success,
            String category) {
        count(user, connection, success, category);
    }

    /** The same method of Keycloak 26.4. */
    @SuppressWarnings("unused")
    protected void processLogin(
            RealmModel realm, UserModel user, ClientConnection connection, UriInfo uri, boolean success) {
        count(user, connection, success, null);
    }

    private void count(UserModel user, ClientConnection connection, boolean success, Object categories) {
        String id = user.getId();
        if (!isOn(realm) || success && getUserFailureModel(session, realm, id) == null) {
            // Most logins have no failures to clear.
            return;
        }
        KeycloakModelUtils.runJobInTransaction(factory, session.getContext(), own -> {
            RealmModel its = own.getContext().getRealm();
            if (success) {
                invoke(SUCCESS, this, own, its, id, categories);
            } else if (!isDisabledByNow(own, id)) {
                // If Keycloak has no row for the user, the lock can only be stored with the count.
                KeycloakSession view = StorageId.isLocalStorage(id) ? own : withNobody(own, id);
                invoke(FAILURE, this, view, its, id, connection.getRemoteHost(), Time.currentTimeMillis(), categories);
            }
        });
    }

    /**
     * Otherwise Keycloak would record a lock as the reason, and a later unlock would let in a user whom an operator has
     * disabled.
     */
    private static boolean isDisabledByNow(KeycloakSession session, String id) {
        UserModel user = StorageId.isLocalStorage(id)
                ? session.users().getUserById(session.getContext().getRealm(), id)
                : null;
        return user != null && !user.isEnabled();
    }

    private static Method method(String name) {
        Method method = Arrays.stream(DefaultBruteForceProtector.class.getDeclaredMethods())
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElseThrow();
        method.setAccessible(true);
        return method;
    }

    /** Missing arguments are {@code null}; arguments that the version does not have are dropped. */
    private static void invoke(Method method, BruteForce detection, Object... arguments) {
        try {
            method.invoke(detection, Arrays.copyOf(arguments, method.getParameterCount()));
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("A login was not counted", e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class OfNobody extends BruteForce {
        OfNobody(KeycloakSession session) {
            super(session);
        }

        @Override
        protected void sendEvent(
                KeycloakSession session, RealmModel realm, UserLoginFailureModel failure, EventType type) {
            // An event for a user who does not exist would be misleading.
        }
    }

    /**
     * Stands in for a user who is read-only or does not exist. What Keycloak would store in the user is stored with the
     * count.
     */
    private static final class Nobody extends LightweightUserAdapter {
        private final KeycloakSession session;
        private final RealmModel realm;
        private final String id;

        Nobody(KeycloakSession session, RealmModel realm, String id) {
            super(session, realm, id);
            this.session = session;
            this.realm = realm;
            this.id = id;
        }

        @Override
        public String getId() {
            return id;
        }

        /** Disabled means a permanent lock. */
        @Override
        public void setEnabled(boolean enabled) {
            if (!enabled) {
                UserLoginFailureModel failures = session.loginFailures().getUserLoginFailure(realm, id);
                failures.setFailedLoginNotBefore(Integer.MAX_VALUE);
                // Keycloak drops it some time after the last failure.
                failures.setLastFailure(TimeUnit.SECONDS.toMillis(Integer.MAX_VALUE));
            }
        }
    }
}
