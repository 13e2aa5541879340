package io.github.keycloakfinapi.register;

import io.github.keycloakfinapi.account.FinapiUser;
import io.github.keycloakfinapi.account.FinapiUserDeleted;
import io.github.keycloakfinapi.account.Lock;
import io.github.keycloakfinapi.internals.Transactions;
import io.github.keycloakfinapi.internals.UserRow;
import io.github.keycloakfinapi.internals.UserStore;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keycloak.events.Event;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.storage.StorageId;

/** Writes what happens to single users in a session to the register, in the session's transaction. */
final class Follower {
    private static final String ATTRIBUTE = Follower.class.getName();
    private static final Set<EventType> ACTIVITY =
            Set.of(EventType.LOGIN, EventType.CODE_TO_TOKEN, EventType.REFRESH_TOKEN);
    private static final Set<EventType> LOCKS =
            Set.of(EventType.USER_DISABLED_BY_TEMPORARY_LOCKOUT, EventType.USER_DISABLED_BY_PERMANENT_LOCKOUT);
    private static final Pattern USER_PATH = Pattern.compile("(?:users|attack-detection/brute-force/users)/([^/]+)");

    private final KeycloakSession session;
    private final Set<String> deleted = new HashSet<>();
    /** Users who are deleted explicitly; other removals mean that Keycloak has found a user to be gone. */
    private final Set<String> announced = new HashSet<>();
    /** finAPI's ids, by Keycloak's, of users whom a store without import is asked to delete. */
    private final Map<String, String> unregistered = new HashMap<>();
    /** Users of whom Keycloak deletes only its own copy: their store does not delete them, so they still exist. */
    private final Set<String> foundAgain = new HashSet<>();

    private Follower(KeycloakSession session) {
        this.session = session;
    }

    static Follower of(KeycloakSession session) {
        Follower its = session.getAttribute(ATTRIBUTE, Follower.class);
        if (its == null) {
            its = new Follower(session);
            session.setAttribute(ATTRIBUTE, its);
        }
        return its;
    }

    void roleChanged(RealmModel realm, UserModel user, RoleModel role) {
        if (FinapiUser.isJustMarked(session, user.getId())) {
            register(realm).enter(user);
            UserMeter.CREATED.countAfterCommit(session, realm);
        } else if (FinapiUser.isDecidedBy(realm, role)) {
            look(realm, user);
        }
    }

    void groupChanged(RealmModel realm, UserModel user, GroupModel group) {
        if (FinapiUser.isDecidedBy(realm, group)) {
            look(realm, user);
        }
    }

    private void look(RealmModel realm, UserModel user) {
        if (deleted.contains(user.getId()) || !hasRow(user.getId())) {
            return;
        }
        try {
            if (FinapiUser.of(realm, user).isPresent()) {
                register(realm).enter(user);
            } else {
                register(realm).leave(user.getId());
            }
        } catch (RuntimeException e) {
            if (!UserStore.isAway(e)) {
                throw e;
            }
            // The reconciliation tries again.
        }
    }

    /** For users of a store without import, Keycloak has no row that the register's row could be joined to. */
    private static boolean hasRow(String id) {
        return StorageId.isLocalStorage(id);
    }

    private Long lockedUntil(FinapiUser user) {
        if (!Lock.holds(session, user)) {
            return null;
        }
        return user.model().isEnabled() ? Lock.end(session, user) : Register.FOR_GOOD;
    }

    /** Called before the store has deleted the user. */
    void removing(RealmModel realm, UserModel user) {
        String id = user.getId();
        if (!isFinapis(realm, user)) {
            register(realm).leave(id);
            deleted.add(id);
            return;
        }
        announced.add(id);
        String finapiId = finapiId(user);
        if (!hasRow(id)) {
            // The store may refuse the deletion; only the second event tells.
            unregistered.put(id, finapiId);
        } else if (user.getFederationLink() == null) {
            delete(realm, id, user.getUsername(), finapiId, null, user);
        } else {
            String username = user.getUsername();
            if (!new UserStore(user, realm.getComponent(user.getFederationLink())).takesDeletion()) {
                foundAgain.add(id);
            }
            // The store may refuse the deletion.
            Transactions.beforeCommit(session, () -> {
                if (!UserRow.exists(session, id)) {
                    delete(realm, id, username, finapiId, null, null);
                }
            });
        }
    }

    /** The only event of some removals, and the second event of others. */
    void removed(RealmModel realm, UserModel user) {
        String id = user.getId();
        if (hasRow(id)) {
            String store = announced.contains(id) ? null : user.getFederationLink();
            delete(realm, id, user.getUsername(), finapiId(user), store, null);
        } else if (unregistered.containsKey(id)) {
            tell(realm, unregistered.remove(id), null);
        }
    }

    /**
     * @param goneFrom see {@link FinapiUserDeleted}
     * @param unknown is registered first if the register does not have the user; may be {@code null}
     */
    private void delete(
            RealmModel realm, String id, String username, String finapiId, String goneFrom, UserModel unknown) {
        if (!deleted.add(id)) {
            return;
        }
        boolean known = register(realm).delete(id, username);
        if (!known && unknown != null) {
            register(realm).enter(unknown);
            register(realm).delete(id, username);
        }
        if ((known || unknown != null) && !foundAgain.contains(id)) {
            tell(realm, finapiId, goneFrom);
        }
    }

    private void tell(RealmModel realm, String finapiId, String goneFrom) {
        session.getKeycloakSessionFactory().publish(new FinapiUserDeleted(session, realm, finapiId, goneFrom));
        UserMeter.DELETED.countAfterCommit(session, realm);
    }

    private static String finapiId(UserModel user) {
        String written = null;
        try {
            written = user.getFirstAttribute(FinapiUser.ID_AS_WRITTEN);
        } catch (RuntimeException gone) {
            // If the attributes cannot be read: the username differs only in case.
        }
        return FinapiUser.spelled(user.getUsername(), written);
    }

    private boolean isFinapis(RealmModel realm, UserModel user) {
        try {
            return FinapiUser.of(realm, user).isPresent();
        } catch (RuntimeException e) {
            if (UserStore.isAway(e)) {
                // Everybody in the register was a finAPI user.
                return true;
            }
            throw e;
        }
    }

    void heard(Event event, ActiveToday activeToday) {
        if (!hasRow(event.getUserId())) {
            return;
        }
        if (ACTIVITY.contains(event.getType())) {
            active(event, activeToday);
        } else if (LOCKS.contains(event.getType())) {
            RealmModel realm = session.realms().getRealm(event.getRealmId());
            if (locked(realm, event.getUserId())) {
                UserMeter.LOCKED.countAfterCommit(session, realm);
            }
        } else if (event.getType() == EventType.UPDATE_CREDENTIAL) {
            // It may have unlocked the user.
            locked(session.realms().getRealm(event.getRealmId()), event.getUserId());
        } else if (event.getType() == EventType.REGISTER) {
            appeared(session.realms().getRealm(event.getRealmId()), event.getUserId());
        }
    }

    private void active(Event event, ActiveToday activeToday) {
        LocalDate today = Register.today();
        String id = event.getUserId();
        if (activeToday.has(id, today)) {
            return;
        }
        RealmModel realm = session.realms().getRealm(event.getRealmId());
        FinapiUser.withKeycloakId(session, realm, id).ifPresent(user -> {
            if (!register(realm).active(id, today)) {
                // Another node has written it, or there was no event for this user.
                register(realm).enter(user.model());
                register(realm).active(id, today);
            }
            Transactions.afterCommit(session, () -> activeToday.add(id, today));
        });
    }

    /** @return whether this is a finAPI user */
    private boolean locked(RealmModel realm, String id) {
        Optional<FinapiUser> user = FinapiUser.withKeycloakId(session, realm, id);
        user.ifPresent(found -> register(realm).lock(id, lockedUntil(found)));
        return user.isPresent();
    }

    void heard(AdminEvent event) {
        RealmModel realm = session.realms().getRealm(event.getRealmId());
        Matcher path = USER_PATH.matcher(event.getResourcePath());
        if (realm == null || !path.matches() || !hasRow(path.group(1))) {
            return;
        }
        String id = path.group(1);
        if (event.getResourceType() == ResourceType.USER && event.getOperationType() == OperationType.CREATE) {
            appeared(realm, id);
        } else if (event.getOperationType() != OperationType.DELETE
                || event.getResourceType() == ResourceType.USER_LOGIN_FAILURE) {
            locked(realm, id);
        }
    }

    /** The realm's default roles and groups may make a new user finAPI's. */
    private void appeared(RealmModel realm, String id) {
        if (!FinapiUser.isJustMarked(session, id)) {
            FinapiUser.withKeycloakId(session, realm, id).ifPresent(user -> {
                register(realm).enter(user.model());
                UserMeter.CREATED.countAfterCommit(session, realm);
            });
        }
    }

    private Register register(RealmModel realm) {
        return new Register(session, realm.getId());
    }
}
