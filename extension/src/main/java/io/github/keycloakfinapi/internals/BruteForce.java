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
 * Keycloak's brute-force detection as finAPI's logins need it: its questions have no side effect, it counts a login before
 * the login is answered, and it counts for ids that no user has.
 *
 * <p>The protector of the server answers "locked" also while another login of the user is in progress, whoever asks it during
 * a login takes the one place that there is, and it counts after the answer.
 */
public class BruteForce extends DefaultBruteForceProtector {
    /** Protected, and with other parameters at the end in each of the last versions. */
    private static final Method FAILURE = method("failure");

    private static final Method SUCCESS = method("success");

    final KeycloakSession session;
    final RealmModel realm;

    public BruteForce(KeycloakSession session) {
        super(session.getKeycloakSessionFactory());
        this.session = session;
        this.realm = session.getContext().getRealm();
    }

    /** A limit of 0 is finAPI's "unlimited"; Keycloak takes it for "at the first failure". */
    public static boolean isOn(RealmModel realm) {
        return realm.isBruteForceProtected() && realm.getFailureFactor() > 0;
    }

    /** Whether it is the detection that has disabled a user for this reason. */
    public static boolean isReason(String disabled) {
        return DISABLED_BY_PERMANENT_LOCKOUT.equals(disabled);
    }

    /** Whether the detection has locked the user, for good or for a time. */
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

    /** Of a user whose store takes no changes Keycloak cannot write why it is disabled. */
    private boolean isDisabledWithoutReason(UserModel user) {
        if (user.isEnabled() || !realm.isPermanentLockout() || user.getFederationLink() == null) {
            return false;
        }
        UserLoginFailureModel failures = getUserFailureModel(session, realm, user.getId());
        return failures != null && failures.getNumFailures() >= realm.getFailureFactor();
    }

    /** The same for an id that no user has. */
    public boolean locks(String id) {
        return isTemporarilyDisabled(session, realm, new Nobody(session, realm, id));
    }

    /** Counts a failed login of an id that no user has, as Keycloak counts one of a user. */
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
     * Whether no other login of the user is in progress on this node; the place is then this session's until its
     * transaction ends. To be asked during a login only.
     */
    public boolean takesTurn(UserModel user) {
        BruteForceProtector protector = session.getProvider(BruteForceProtector.class);
        return !isOn(realm) || locks(user) || !protector.isTemporarilyDisabled(session, realm, user);
    }

    /** Keycloak counts on another thread. Here the count is there when the login is answered. */
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
            // In most logins there is nothing to forget.
            return;
        }
        KeycloakModelUtils.runJobInTransaction(factory, session.getContext(), own -> {
            RealmModel its = own.getContext().getRealm();
            if (success) {
                invoke(SUCCESS, this, own, its, id, categories);
            } else if (!isDisabledByNow(own, id)) {
                // Of a user whom Keycloak has no row of, a lock has no other place than the count.
                KeycloakSession view = StorageId.isLocalStorage(id) ? own : withNobody(own, id);
                invoke(FAILURE, this, view, its, id, connection.getRemoteHost(), Time.currentTimeMillis(), categories);
            }
        });
    }

    /** Keycloak would write down that a lock is the reason, and whom an operator has disabled would be let in again. */
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

    /** Arguments that are missing are {@code null}, those that the version does not know are left out. */
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
            // An event of a user who does not exist would mislead who reads it.
        }
    }

    /** Stands for a user who cannot be written to, or does not exist. What Keycloak would keep there is kept with the count. */
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

        /** Disabled is for good. */
        @Override
        public void setEnabled(boolean enabled) {
            if (!enabled) {
                UserLoginFailureModel failures = session.loginFailures().getUserLoginFailure(realm, id);
                failures.setFailedLoginNotBefore(Integer.MAX_VALUE);
                // Keycloak forgets it some time after the last failure.
                failures.setLastFailure(TimeUnit.SECONDS.toMillis(Integer.MAX_VALUE));
            }
        }
    }
}
