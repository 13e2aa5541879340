package io.github.keycloakfinapi.register;

import io.github.keycloakfinapi.account.Reach;
import io.github.keycloakfinapi.internals.Database;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
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
        Differences differences = new Differences(session, realm, buckets);
        List<SeenUser> users = users(reached);
        differences.correct(users);
        boolean ended = users.size() < SIZE;
        if (ended) {
            removeGone(differences);
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
    private List<SeenUser> users(String after) {
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
                .map(SeenUser::of)
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
    private void removeGone(Differences differences) {
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
            differences.remove(gone);
        } while (gone.size() == SIZE);
    }

    /** Deleted users who now belong to a new bucket. */
    private void placeDeleted() {
        Moves moves = new Moves(buckets);
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
}
