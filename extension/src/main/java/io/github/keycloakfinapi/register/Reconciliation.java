package io.github.keycloakfinapi.register;

import io.github.keycloakfinapi.account.FinapiUser;
import io.github.keycloakfinapi.account.Reach;
import io.github.keycloakfinapi.keycloak.Database;
import io.github.keycloakfinapi.keycloak.UserStore;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Brings the register of each realm to what Keycloak's tables say, for all that no event has told: in rounds through the users
 * of a realm, a thousand in a transaction, by one node at a time, and from where it stopped when that node dies. It counts the
 * changes into the buckets, too, and splits those that have become large.
 */
final class Reconciliation implements Runnable {
    private static final Logger LOG = Logger.getLogger(Reconciliation.class);

    /** From the end of a round to the next one, when nothing calls for one sooner. */
    static final long PAUSE = TimeUnit.HOURS.toMillis(1);
    /** Longer than any batch takes; after it another node goes on. */
    private static final long CLAIM = TimeUnit.MINUTES.toMillis(2);

    private static final int BATCH = 1_000;
    /** No parameter list may be empty. */
    private static final Set<String> NONE = Set.of("");

    private final KeycloakSessionFactory factory;

    Reconciliation(KeycloakSessionFactory factory) {
        this.factory = factory;
    }

    /** Does what is due at this moment. */
    @Override
    public void run() {
        try {
            List<String> realms = inTransaction(session -> {
                addNewRealms(session);
                return realmsWithWork(session);
            });
            realms.forEach(this::attend);
        } catch (RuntimeException e) {
            LOG.warn("The register of finAPI's users was not brought up to date; it is tried again", e);
        }
    }

    /** This extension may have been away. */
    void callForAll() {
        try {
            inTransaction(session -> Database.of(session)
                    .createQuery("update FinapiRound o set o.due = :now where o.due > :now")
                    .setParameter("now", Time.currentTimeMillis())
                    .executeUpdate());
        } catch (RuntimeException e) {
            LOG.warn("The register of finAPI's users is not looked through now, but at the next regular time", e);
        }
    }

    private static void addNewRealms(KeycloakSession session) {
        Database.of(session)
                .createQuery("insert into FinapiRound (realmId, due, claimedUntil)"
                        + " select role.realmId, 0L, 0L from RoleEntity role where role.name = :role and role.clientRole = false"
                        + " and not exists (select 1 from FinapiRound o where o.realmId = role.realmId)")
                .setParameter("role", FinapiUser.ROLE)
                .executeUpdate();
    }

    private static List<String> realmsWithWork(KeycloakSession session) {
        return Database.of(session)
                .createQuery(
                        "select o.realmId from FinapiRound o where o.claimedUntil < :now and (o.due <= :now or o.reached is not null"
                                + " or exists (select 1 from FinapiChange c where c.realmId = o.realmId))",
                        String.class)
                .setParameter("now", Time.currentTimeMillis())
                .getResultList();
    }

    /** One realm's failure is not another's. */
    private void attend(String realm) {
        Claim claim = new Claim(realm);
        try {
            if (!inTransaction(claim::take)) {
                return;
            }
            tidy(claim);
            while (inTransaction(session -> claim.renew(session) && new Batch(session, realm).walk())) {
                tidy(claim);
            }
            inTransaction(claim::release);
        } catch (RuntimeException e) {
            LOG.warnf(
                    e,
                    "The register of finAPI's users of the realm %s was not brought up to date; it is tried again",
                    realm);
        }
    }

    private void tidy(Claim claim) {
        while (inTransaction(
                session -> claim.renew(session) && claim.buckets(session).settle())) {
            LOG.debugf("Counted changes of the realm %s", claim.realm);
        }
        for (long bucket : inTransaction(session -> claim.buckets(session).large())) {
            inTransaction(session -> {
                if (claim.renew(session)) {
                    claim.buckets(session).split(bucket);
                }
                return null;
            });
        }
    }

    private <T> T inTransaction(Function<KeycloakSession, T> work) {
        return KeycloakModelUtils.runJobInTransactionWithResult(factory, work::apply);
    }

    /** That a node has a realm for itself: the row that all nodes see says so, and until when. */
    private static final class Claim {
        private final String realm;
        private long until;

        Claim(String realm) {
            this.realm = realm;
        }

        boolean take(KeycloakSession session) {
            return write(session, "o.claimedUntil < :before", Time.currentTimeMillis());
        }

        boolean renew(KeycloakSession session) {
            return write(session, "o.claimedUntil = :before", until);
        }

        boolean release(KeycloakSession session) {
            return Database.of(session)
                            .createQuery("update FinapiRound o set o.claimedUntil = 0"
                                    + " where o.realmId = :realm and o.claimedUntil = :before")
                            .setParameter("realm", realm)
                            .setParameter("before", until)
                            .executeUpdate()
                    > 0;
        }

        private boolean write(KeycloakSession session, String condition, long before) {
            long next = Math.max(until + 1, Time.currentTimeMillis() + CLAIM);
            boolean done = Database.of(session)
                            .createQuery("update FinapiRound o set o.claimedUntil = :next where o.realmId = :realm and "
                                    + condition)
                            .setParameter("next", next)
                            .setParameter("realm", realm)
                            .setParameter("before", before)
                            .executeUpdate()
                    > 0;
            until = done ? next : until;
            return done;
        }

        Buckets buckets(KeycloakSession session) {
            return new Buckets(Database.of(session), realm);
        }
    }

    /** A part of a round. */
    private static final class Batch {
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
         * Goes on with the round that is due.
         *
         * @return whether the round is not at its end
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
            Buckets.makeFirst(session, realmId);
            List<Object[]> users = users(reached);
            new Differences().of(users);
            boolean ended = users.size() < BATCH;
            if (ended) {
                removeGone();
                placeDeleted();
                entities.flush();
                buckets.recount();
            }
            update("o.reached = :reached" + (ended ? ", o.ended = :now" : ""), query -> {
                query.setParameter("reached", ended ? null : users.get(BATCH - 1)[1]);
                return ended ? query.setParameter("now", Time.currentTimeMillis()) : query;
            });
            return !ended;
        }

        /** Where to go on, or {@code null} when no round is due. */
        private String begin() {
            String reached = entities.createQuery(
                            "select o.reached from FinapiRound o where o.realmId = :realm", String.class)
                    .setParameter("realm", realmId)
                    .getSingleResult();
            if (reached != null) {
                return reached;
            }
            // What happens from here on may be behind the round, and calls for another one.
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

        /** The next users by name: id, name, created, store, whether the tables make it finAPI's, bucket, and where it belongs. */
        private List<Object[]> users(String after) {
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
                    .setMaxResults(BATCH)
                    .getResultList();
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

        /** Users who have gone without an event that says why: nothing is known of them. */
        private void removeGone() {
            List<Object[]> gone;
            do {
                gone = entities.createQuery(
                                "select r.userId, r.bucket from FinapiRegisteredUser r where r.realmId = :realm"
                                        + " and r.deletionDay is null and not exists (select 1 from UserEntity u where u.id = r.userId)",
                                Object[].class)
                        .setParameter("realm", realmId)
                        .setMaxResults(BATCH)
                        .getResultList();
                remove(gone);
            } while (gone.size() == BATCH);
        }

        private void remove(List<Object[]> idsAndBuckets) {
            Map<Long, Integer> left = new HashMap<>();
            idsAndBuckets.forEach(each -> left.merge((Long) each[1], 1, Integer::sum));
            if (!idsAndBuckets.isEmpty()) {
                entities.createQuery("delete from FinapiRegisteredUser r where r.userId in (:ids)")
                        .setParameter(
                                "ids",
                                idsAndBuckets.stream().map(each -> each[0]).toList())
                        .executeUpdate();
            }
            left.forEach((bucket, users) -> buckets.changed(bucket, null, users));
        }

        /** Deleted users whom a new bucket has come before. */
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

        /** What the register has and Keycloak's tables have not, and the other way round. */
        private final class Differences {
            private final Set<String> storesWithRoles = UserStore.withRoles(realm);
            private final List<Object[]> removed = new ArrayList<>();
            private final List<Object[]> added = new ArrayList<>();
            private final List<Object[]> known = new ArrayList<>();
            private final Moves moves = new Moves();
            /** A bucket that this batch has begun, and the one that it is cut from. */
            private Long begun;

            private Long cut;

            void of(List<Object[]> users) {
                for (Object[] user : users) {
                    boolean registered = user[5] != null;
                    if (!isFinapis(user)) {
                        if (registered) {
                            removed.add(new Object[] {user[0], user[5]});
                        }
                    } else if (registered) {
                        known.add(user);
                    } else {
                        added.add(user);
                    }
                    if (added.isEmpty() || added.size() == Buckets.SIZE) {
                        write();
                    }
                }
                write();
                remove(removed);
                moves.write();
            }

            private boolean isFinapis(Object[] user) {
                if (!FinapiUser.isUsable((String) user[1])) {
                    return false;
                }
                if (user[3] == null || !storesWithRoles.contains(user[3])) {
                    return (Boolean) user[4];
                }
                try {
                    return FinapiUser.withKeycloakId(session, realm, (String) user[0])
                            .isPresent();
                } catch (RuntimeException e) {
                    if (UserStore.isAway(e)) {
                        // As it was, until the store can be asked.
                        return user[5] != null;
                    }
                    throw e;
                }
            }

            private Long place(Object[] user) {
                return user[6].equals(cut) ? begun : (Long) user[6];
            }

            /** Many new users in a row are a bucket of their own. */
            private void write() {
                if (added.size() == Buckets.SIZE) {
                    cut = (Long) added.get(0)[6];
                    begun = buckets.make((String) added.get(0)[1], 0);
                }
                Map<Long, Integer> arrived = new HashMap<>();
                for (Object[] user : added) {
                    RegisteredUser row = new RegisteredUser();
                    row.userId = (String) user[0];
                    row.realmId = realmId;
                    row.registrationDay = user[2] == null ? Register.today() : Register.day((Long) user[2]);
                    row.bucket = place(user);
                    entities.persist(row);
                    arrived.merge(row.bucket, 1, Integer::sum);
                }
                arrived.forEach((bucket, users) -> buckets.changed(null, bucket, users));
                entities.flush();
                entities.clear();
                added.clear();
                known.stream()
                        .filter(user -> !place(user).equals(user[5]))
                        .forEach(user -> moves.add((String) user[0], (Long) user[5], place(user)));
                known.clear();
            }
        }

        /** Users who stand in another bucket than their name belongs to. */
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
}
