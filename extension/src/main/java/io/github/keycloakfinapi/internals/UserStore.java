package io.github.keycloakfinapi.internals;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.naming.CommunicationException;
import javax.naming.NamingException;
import javax.naming.ServiceUnavailableException;
import org.jboss.logging.Logger;
import org.keycloak.common.ClientConnection;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserProvider;
import org.keycloak.models.cache.UserCache;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.storage.ReadOnlyException;
import org.keycloak.storage.StorageId;
import org.keycloak.storage.UserStorageProvider;
import org.keycloak.storage.UserStorageProviderModel;
import org.keycloak.storage.user.UserLookupProvider;

/**
 * Where a user comes from: Keycloak's own database, or a federated store such as LDAP, which can be down or refuse changes.
 *
 * @param user the user
 * @param provider the federated store's configuration, or {@code null} for Keycloak's own database
 */
public record UserStore(UserModel user, ComponentModel provider) {
    private static final Logger LOG = Logger.getLogger(UserStore.class);
    private static final String EDIT_MODE = "editMode";

    /** The store did not answer, or not in time. */
    public static final class AwayException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AwayException(String message) {
            super(message);
        }
    }

    public static UserStore of(KeycloakSession session, UserModel user) {
        String id = user.getFederationLink() == null
                ? new StorageId(user.getId()).getProviderId()
                : user.getFederationLink();
        return new UserStore(
                user, id == null ? null : session.getContext().getRealm().getComponent(id));
    }

    public boolean isKeycloaksOwn() {
        return user.getFederationLink() == null && StorageId.isLocalStorage(user.getId());
    }

    /** Whether Keycloak keeps a row of the user, to hold what the store has no field for. */
    public boolean isImported() {
        return StorageId.isLocalStorage(user.getId());
    }

    /** Whether the store, or Keycloak in its place, accepts a new password. */
    public boolean takesPasswords() {
        return isKeycloaksOwn() || !isIn("READ_ONLY");
    }

    /** Whether a deletion is final. For other users Keycloak only deletes its own copy, and finds them again. */
    public boolean takesDeletion() {
        return isKeycloaksOwn() || !isIn("READ_ONLY") && !isIn("UNSYNCED");
    }

    /** Whether the store has the password, and a password in Keycloak would take precedence over it. */
    public boolean keepsPassword() {
        return !isKeycloaksOwn() && isIn("WRITABLE");
    }

    private boolean isIn(String mode) {
        return provider == null || mode.equals(provider.get(EDIT_MODE));
    }

    /**
     * Removes a user from the store after a failed creation, because the store has no transactions. What Keycloak has
     * written is rolled back with the call.
     */
    public static void takeBack(KeycloakSession session, UserModel user) {
        if (UserStore.of(session, user).isKeycloaksOwn()) {
            return;
        }
        try {
            session.users().removeUser(session.getContext().getRealm(), user);
        } catch (RuntimeException e) {
            LOG.errorf(e, "The new user %s was refused, but could not be removed from its store", user.getId());
        }
    }

    /**
     * Deletes the user in a separate transaction. If a store refuses a field at the end of a creation, the user is already
     * in the database, and listeners have been notified.
     *
     * @param deletion deletes the user who is left over
     * @return {@code null} for Keycloak's own database, which is rolled back
     */
    public Runnable removal(KeycloakSession session, BiConsumer<KeycloakSession, UserModel> deletion) {
        String id = user.getId();
        return isKeycloaksOwn()
                ? null
                : inOwnTransaction(session, (own, realm) -> {
                    UserModel left = own.users().getUserById(realm, id);
                    if (left != null) {
                        deletion.accept(own, left);
                    }
                });
    }

    /** Gives the user the attributes of now in Keycloak's copy, in a transaction of its own: those that the store still has. */
    public Runnable restoration(KeycloakSession session) {
        if (isKeycloaksOwn()) {
            return null;
        }
        String id = user.getId();
        Map<String, List<String>> before = Map.copyOf(user.getAttributes());
        return inOwnTransaction(session, (own, realm) -> {
            UserModel copy = own.getProvider(UserProvider.class, "jpa").getUserById(realm, id);
            if (copy == null) {
                return;
            }
            Set.copyOf(copy.getAttributes().keySet()).stream()
                    .filter(name -> !before.containsKey(name))
                    .forEach(copy::removeAttribute);
            before.forEach(copy::setAttribute);
            UserCache cache = own.getProvider(UserCache.class);
            if (cache != null) {
                cache.evict(realm, copy);
            }
        });
    }

    private static Runnable inOwnTransaction(KeycloakSession session, BiConsumer<KeycloakSession, RealmModel> task) {
        String realmId = session.getContext().getRealm().getId();
        ClientConnection connection = session.getContext().getConnection();
        return () -> KeycloakModelUtils.runJobInTransaction(session.getKeycloakSessionFactory(), own -> {
            RealmModel realm = own.realms().getRealm(realmId);
            own.getContext().setRealm(realm);
            own.getContext().setConnection(connection);
            task.accept(own, realm);
        });
    }

    /**
     * Keycloak hides that a store is down: it shows users of whom it has a copy as disabled.
     *
     * @throws AwayException if this is such a user
     */
    public static UserModel available(UserModel user) {
        // Versions before 26.6 fail instead.
        if (user.getClass().getSimpleName().equals("StorageUnavailableUserModelDelegate")) {
            throw new AwayException("The store of the user " + user.getId() + " is away");
        }
        return user;
    }

    /**
     * Keycloak also hides it by finding nobody; this asks the realm's stores again.
     *
     * @throws RuntimeException if one of them is down, see {@link #isAway}
     */
    public static void requireAllAvailable(KeycloakSession session, String username) {
        RealmModel realm = session.getContext().getRealm();
        realm.getComponentsStream(realm.getId(), UserStorageProvider.class.getName())
                .map(UserStorageProviderModel::new)
                .filter(UserStorageProviderModel::isEnabled)
                // Keycloak keeps the instance that it has just used here.
                .map(store -> session.getAttribute(store.getId()))
                .filter(UserLookupProvider.class::isInstance)
                .map(UserLookupProvider.class::cast)
                .toList()
                .forEach(store -> store.getUserByUsername(realm, username));
    }

    /** Whether something failed because a store is down. */
    public static boolean isAway(Throwable failure) {
        return causes(failure)
                .anyMatch(cause -> cause instanceof AwayException
                        || cause.getClass().getSimpleName().equals("StorageUnavailableException")
                        || cause instanceof CommunicationException
                        || cause instanceof ServiceUnavailableException
                        // The JDK has no exception class for this time-out.
                        || cause.getClass() == NamingException.class
                                && Objects.requireNonNullElse(cause.getMessage(), "")
                                        .contains("timed out"));
    }

    /** Whether something failed because the store refused it. */
    public static boolean isRefusal(Throwable failure) {
        List<Throwable> causes = causes(failure).toList();
        return causes.stream().anyMatch(ReadOnlyException.class::isInstance)
                || causes.stream().anyMatch(ModelException.class::isInstance)
                        && causes.stream().anyMatch(NamingException.class::isInstance);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(20);
    }

    /** The ids of the user stores whose users have roles or groups that Keycloak's database does not hold. */
    public static Set<String> withRoles(RealmModel realm) {
        return realm.getComponentsStream(realm.getId(), UserStorageProvider.class.getName())
                .filter(store -> hasRoles(realm, store))
                .map(ComponentModel::getId)
                .collect(Collectors.toSet());
    }

    /** Other kinds of stores may do anything. */
    private static boolean hasRoles(RealmModel realm, ComponentModel store) {
        return !store.getProviderId().equals("ldap")
                || realm.getComponentsStream(store.getId())
                        .anyMatch(mapper ->
                                mapper.getProviderId().matches("(hardcoded-ldap-)?(role|group)(-ldap)?-mapper")
                                        && !"IMPORT".equals(mapper.get("mode")));
    }
}
