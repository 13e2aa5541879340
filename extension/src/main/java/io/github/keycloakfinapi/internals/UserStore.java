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
 * Where a user comes from: Keycloak's own database, or a store that it federates, such as LDAP, which can be away, or
 * forbid changes.
 *
 * @param user the user
 * @param provider the federated store's configuration, or {@code null} for Keycloak's own database
 */
public record UserStore(UserModel user, ComponentModel provider) {
    private static final Logger LOG = Logger.getLogger(UserStore.class);
    private static final String EDIT_MODE = "editMode";

    /** The store has not answered, or not in time. */
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

    /** Whether the store, or Keycloak beside it, takes another password. */
    public boolean takesPasswords() {
        return isKeycloaksOwn() || !isIn("READ_ONLY");
    }

    /** Whether a user who is deleted is gone: of the others Keycloak deletes its own copy and finds them again. */
    public boolean takesDeletion() {
        return isKeycloaksOwn() || !isIn("READ_ONLY") && !isIn("UNSYNCED");
    }

    /** Whether the password is in the store, and one that Keycloak keeps beside it would be used in its place. */
    public boolean keepsPassword() {
        return !isKeycloaksOwn() && isIn("WRITABLE");
    }

    private boolean isIn(String mode) {
        return provider == null || mode.equals(provider.get(EDIT_MODE));
    }

    /**
     * Takes a user back who was just created and is not to be: the store knows no transactions. What Keycloak has written is
     * rolled back with the call.
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
     * Ends the user in a transaction of its own: a store that refuses a field at the end of a creation leaves the user in
     * the database, and listeners have been told of it.
     *
     * @param deletion what is done with the user who is left
     * @return {@code null} for Keycloak's own database, which takes back all or nothing
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
     * Keycloak hides that a store is away: it shows a user of whom it has a copy as a disabled one.
     *
     * @throws AwayException when this is such a user
     */
    public static UserModel available(UserModel user) {
        // Not in the versions before 26.6, which fail.
        if (user.getClass().getSimpleName().equals("StorageUnavailableUserModelDelegate")) {
            throw new AwayException("The store of the user " + user.getId() + " is away");
        }
        return user;
    }

    /**
     * Keycloak hides it as well by finding nobody: asks the realm's stores once more.
     *
     * @throws RuntimeException when one of them is away, {@link #isAway}
     */
    public static void requireAllAvailable(KeycloakSession session, String username) {
        RealmModel realm = session.getContext().getRealm();
        realm.getComponentsStream(realm.getId(), UserStorageProvider.class.getName())
                .map(UserStorageProviderModel::new)
                .filter(UserStorageProviderModel::isEnabled)
                // Where Keycloak keeps the one that it has just asked.
                .map(store -> session.getAttribute(store.getId()))
                .filter(UserLookupProvider.class::isInstance)
                .map(UserLookupProvider.class::cast)
                .toList()
                .forEach(store -> store.getUserByUsername(realm, username));
    }

    /** Whether something failed because a store is away. */
    public static boolean isAway(Throwable failure) {
        return causes(failure)
                .anyMatch(cause -> cause instanceof AwayException
                        || cause.getClass().getSimpleName().equals("StorageUnavailableException")
                        || cause instanceof CommunicationException
                        || cause instanceof ServiceUnavailableException
                        // The JDK has no class for a time that is over.
                        || cause.getClass() == NamingException.class
                                && Objects.requireNonNullElse(cause.getMessage(), "")
                                        .contains("timed out"));
    }

    /** Whether something failed because a store does not allow it. */
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

    /** What a store of another kind does cannot be known. */
    private static boolean hasRoles(RealmModel realm, ComponentModel store) {
        return !store.getProviderId().equals("ldap")
                || realm.getComponentsStream(store.getId())
                        .anyMatch(mapper ->
                                mapper.getProviderId().matches("(hardcoded-ldap-)?(role|group)(-ldap)?-mapper")
                                        && !"IMPORT".equals(mapper.get("mode")));
    }
}
