package io.github.keycloakfinapi.register;

import io.github.keycloakfinapi.account.FinapiUser;
import io.github.keycloakfinapi.account.Reach;
import io.github.keycloakfinapi.internals.Database;
import io.github.keycloakfinapi.internals.UserStore;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** A part of a round through the users of a realm, in one transaction. */
final class Batch {
    /** The time from the start of a round to the start of the next, unless something requires one earlier. */
    private static final long PAUSE = TimeUnit.HOURS.toMillis(1);

    private static final int SIZE = 1_000;
    /** In place of an empty parameter list, which SQL does not allow. */
    private static final Set<String> NONE = Set.of("");

    /**
     * A user in Keycloak's tables and in the register.
     *
     * @param created milliseconds since the epoch, or {@code null}
     * @param store the id of the store that the user comes from, or {@code null}
     * @param holdsRole whether the user has the role by Keycloak's tables
     * @param bucket the bucket in the register, or {@code null}
     * @param place the bucket where the user belongs
     */
    private record Seen(
            String id, String username, Long created, String store, boolean holdsRole, Long bucket, Long place) {
        static Seen of(Object[] row) {
            return new Seen(
                    (String) row[0],
                    (String) row[1],
                    (Long) row[2],
                    (String) row[3],
                    (Boolean) row[4],
                    (Long) row[5],
                    (Long) row[6]);
        }
    }

    private final KeycloakSession session;
    private final EntityManager entities;
    private final String realmId;
    private final RealmModel realm;
    private final Buckets buckets;

    Batch(KeycloakSession session, String realmId) {
        this.session = session;
        this.entities = Database.of(session);
        this.realmId = realmId;
        this.realm = session.realms().getRealm(realmId);
        this.buckets = new Buckets(entities, realmId);
    }

    /**
     * Continues the round that is due.
     *
     * @return whether there is more to do in this round
     */
    boolean walk() {
        if (realm == null) {
            new Register(session, realmId).drop();
            return false;
        }
        String reached = begin();
        if (reached == null) {
            return false;
        }
        session.getContext().setRealm(realm);
        if (reached.equals(Buckets.LOWEST)) {
            Buckets.makeFirst(session, realmId);
        }
        List<Seen> users = users(reached);
        new Differences().of(users);
        boolean ended = users.size() < SIZE;
        if (ended) {
            removeGone();
            placeDeleted();
            entities.flush();
            buckets.recount();
        }
        update("o.reached = :reached" + (ended ? ", o.ended = :now" : ""), query -> {
            query.setParameter("reached", ended ? null : users.get(SIZE - 1).username());
            return ended ? query.setParameter("now", Time.currentTimeMillis()) : query;
        });
        return !ended;
    }

    /** Where to continue, or {@code null} if no round is due. */
    private String begin() {
        String reached = entities.createQuery(
                        "select o.reached from FinapiRound o where o.realmId = :realm", String.class)
                .setParameter("realm", realmId)
                .getSingleResult();
        if (reached != null) {
            return reached;
        }
        // Later changes may concern users whom the round has already passed, so they require another round.
        long now = Time.currentTimeMillis();
        boolean due = update(
                "o.due = :next, o.reached = :lowest where o.due <= :now",
                query -> query.setParameter("next", now + PAUSE)
                        .setParameter("lowest", Buckets.LOWEST)
                        .setParameter("now", now));
        return due ? Buckets.LOWEST : null;
    }

    private boolean update(String change, UnaryOperator<Query> values) {
        String where = change.contains(" where ") ? " and" : " where";
        Query query = entities.createQuery("update FinapiRound o set " + change + where + " o.realmId = :realm")
                .setParameter("realm", realmId);
        return values.apply(query).executeUpdate() > 0;
    }

    /** The next users, in the order of their names. */
    private List<Seen> users(String after) {
        Reach reach = Reach.of(session, realm);
        return entities.createQuery(
                        "select u.id, u.username, u.createdTimestamp, u.federationLink,"
                                + " case when (" + has("roles", "groups") + ") and not ("
                                + has("adminRoles", "adminGroups")
                                + ") then true else false end, r.bucket, " + Buckets.place("u.username")
                                + " from UserEntity u left join FinapiRegisteredUser r on r.userId = u.id"
                                + " where u.realmId = :realm and u.serviceAccountClientLink is null"
                                + " and u.username > :after order by u.username",
                        Object[].class)
                .setParameter("realm", realmId)
                .setParameter("after", after)
                .setParameter("roles", orNone(reach.roles()))
                .setParameter("groups", orNone(reach.groups()))
                .setParameter("adminRoles", orNone(reach.adminRoles()))
                .setParameter("adminGroups", orNone(reach.adminGroups()))
                .setMaxResults(SIZE)
                .getResultStream()
                .map(Seen::of)
                .toList();
    }

    private static String has(String roles, String groups) {
        return "exists (select 1 from UserRoleMappingEntity m where m.user.id = u.id and m.roleId in (:" + roles
                + "))"
                + " or exists (select 1 from UserGroupMembershipEntity g where g.user.id = u.id and g.groupId in (:"
                + groups + "))";
    }

    private static Collection<String> orNone(Set<String> ids) {
        return ids.isEmpty() ? NONE : ids;
    }

    /** Users who are gone without an event: nobody knows why. */
    private void removeGone() {
        Map<String, Long> gone = new HashMap<>();
        do {
            gone.clear();
            entities.createQuery(
                            "select r.userId, r.bucket from FinapiRegisteredUser r where r.realmId = :realm"
                                    + " and r.deletionDay is null and not exists (select 1 from UserEntity u where u.id = r.userId)",
                            Object[].class)
                    .setParameter("realm", realmId)
                    .setMaxResults(SIZE)
                    .getResultStream()
                    .forEach(row -> gone.put((String) row[0], (Long) row[1]));
            remove(gone);
        } while (gone.size() == SIZE);
    }

    /** @param users with the bucket of each */
    private void remove(Map<String, Long> users) {
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

    /** Deleted users who now belong to a new bucket. */
    private void placeDeleted() {
        Moves moves = new Moves();
        entities.createQuery(
                        "select r.userId, r.bucket, " + Buckets.place("concat(r.distortedId, ' ', r.userId)")
                                + " from FinapiRegisteredUser r where r.realmId = :realm and r.deletionDay is not null"
                                + " and r.bucket <> " + Buckets.place("concat(r.distortedId, ' ', r.userId)"),
                        Object[].class)
                .setParameter("realm", realmId)
                .getResultStream()
                .forEach(row -> moves.add((String) row[0], (Long) row[1], (Long) row[2]));
        moves.write();
    }

    /** The differences between the register and Keycloak's tables, in both directions. */
    private final class Differences {
        private final Set<String> storesWithRoles = UserStore.withRoles(realm);
        private final List<Seen> added = new ArrayList<>();
        /** Registered users who come after the first new one. */
        private final List<Seen> between = new ArrayList<>();

        private final Map<String, Long> removed = new HashMap<>();
        private final Moves moves = new Moves();
        /** A bucket that this batch has created, and the bucket that it was split from. */
        private Long begun;

        private Long cut;

        void of(List<Seen> users) {
            for (Seen user : users) {
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

        private void sort(Seen user) {
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

        private boolean isFinapis(Seen user) {
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

        private Long place(Seen user) {
            return user.place().equals(cut) ? begun : user.place();
        }

        private void move(Seen user) {
            if (!place(user).equals(user.bucket())) {
                moves.add(user.id(), user.bucket(), place(user));
            }
        }

        private void add() {
            Map<Long, Integer> arrived = new HashMap<>();
            for (Seen user : added) {
                RegisteredUser row = new RegisteredUser();
                row.userId = user.id();
                row.realmId = realmId;
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
    }

    /** Users whose bucket does not match their name. */
    private final class Moves {
        private final Map<Long, List<String>> byTarget = new HashMap<>();
        private final Map<List<Long>, Integer> counts = new HashMap<>();

        void add(String user, long from, long to) {
            byTarget.computeIfAbsent(to, bucket -> new ArrayList<>()).add(user);
            counts.merge(List.of(from, to), 1, Integer::sum);
        }

        void write() {
            byTarget.forEach((bucket, users) -> buckets.move(users, bucket));
            counts.forEach((way, users) -> buckets.changed(way.get(0), way.get(1), users));
        }
    }
}
