package io.github.keycloakfinapi.register;

import io.github.keycloakfinapi.account.FinapiUser;
import io.github.keycloakfinapi.internals.Database;
import io.github.keycloakfinapi.internals.UserStore;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** What differs between the register and Keycloak's tables, in both directions, and becomes as Keycloak's tables say. */
final class Differences {
    private final KeycloakSession session;
    private final EntityManager entities;
    private final RealmModel realm;
    private final Buckets buckets;
    private final Moves moves;
    private final Set<String> storesWithRoles;
    private final List<SeenUser> added = new ArrayList<>();
    /** Registered users who come after the first new one. */
    private final List<SeenUser> between = new ArrayList<>();

    private final Map<String, Long> removed = new HashMap<>();
    /** The last bucket that this batch has created. */
    private Long begun;
    /** The bucket that {@link #begun} was split from. */
    private Long cut;

    Differences(KeycloakSession session, RealmModel realm, Buckets buckets) {
        this.session = session;
        this.entities = Database.of(session);
        this.realm = realm;
        this.buckets = buckets;
        this.moves = new Moves(buckets);
        this.storesWithRoles = UserStore.withRoles(realm);
    }

    /** @param users the next ones, in the order of their names */
    void correct(List<SeenUser> users) {
        for (SeenUser user : users) {
            if (isFinapis(user)) {
                sort(user);
            } else if (user.bucket() != null) {
                removed.put(user.id(), user.bucket());
            }
        }
        add();
        remove(removed);
        moves.write();
    }

    private void sort(SeenUser user) {
        if (user.bucket() == null) {
            added.add(user);
            if (added.size() == Buckets.SIZE) {
                // Many new users in a row get their own bucket.
                cut = added.get(0).place();
                begun = buckets.make(added.get(0).username(), 0);
                add();
            }
        } else if (added.isEmpty()) {
            move(user);
        } else {
            between.add(user);
        }
    }

    private boolean isFinapis(SeenUser user) {
        if (!FinapiUser.isUsable(user.username())) {
            return false;
        }
        if (user.store() == null || !storesWithRoles.contains(user.store())) {
            return user.holdsRole();
        }
        try {
            return FinapiUser.withKeycloakId(session, realm, user.id()).isPresent();
        } catch (RuntimeException e) {
            if (UserStore.isAway(e)) {
                // Unchanged until the store answers.
                return user.bucket() != null;
            }
            throw e;
        }
    }

    private Long place(SeenUser user) {
        return user.place().equals(cut) ? begun : user.place();
    }

    private void move(SeenUser user) {
        if (!place(user).equals(user.bucket())) {
            moves.add(user.id(), user.bucket(), place(user));
        }
    }

    private void add() {
        Map<Long, Integer> arrived = new HashMap<>();
        for (SeenUser user : added) {
            RegisteredUser row = new RegisteredUser();
            row.userId = user.id();
            row.realmId = realm.getId();
            row.registrationDay = user.created() == null ? Register.today() : Register.day(user.created());
            row.bucket = place(user);
            entities.persist(row);
            arrived.merge(row.bucket, 1, Integer::sum);
        }
        arrived.forEach((bucket, users) -> buckets.changed(null, bucket, users));
        entities.flush();
        entities.clear();
        added.clear();
        between.forEach(this::move);
        between.clear();
    }

    /** @param users with the bucket of each */
    void remove(Map<String, Long> users) {
        if (users.isEmpty()) {
            return;
        }
        entities.createQuery("delete from FinapiRegisteredUser r where r.userId in (:ids)")
                .setParameter("ids", users.keySet())
                .executeUpdate();
        Map<Long, Integer> left = new HashMap<>();
        users.values().forEach(bucket -> left.merge(bucket, 1, Integer::sum));
        left.forEach((bucket, count) -> buckets.changed(bucket, null, count));
    }
}
