package io.github.keycloakfinapi.register;

import io.github.keycloakfinapi.internals.Database;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.utils.KeycloakModelUtils;

/** The buckets of a realm. Only the node that reconciles the realm creates and changes them, except the first one. */
final class Buckets {
    /**
     * Users in a new bucket. The largest page has 500, and is read from whole buckets: with smaller ones fewer users are read
     * in vain, with larger ones there are fewer counts to keep.
     */
    static final int SIZE = 200;
    /** Users that a bucket may come to before it is split. */
    private static final int LARGE = 2 * SIZE;
    /** Some databases refuse statements with more parameters. */
    private static final int BATCH = 1_000;
    /** Sorts before every id. It is not empty because Oracle treats an empty text as null. */
    static final String LOWEST = " ";

    /**
     * What the list is ordered by: of a user {@code u} of row {@code r} the username. Of a deleted one what is shown of the id;
     * many look alike, and the rest makes each of them one of its own.
     */
    static final String KEY = "coalesce(u.username, concat(r.distortedId, ' ', r.userId))";

    /** The bucket of the key {@code :key} in the realm {@code :realm}. */
    static final String PLACE = place(":key");

    private final EntityManager entities;
    private final String realm;

    Buckets(EntityManager entities, String realm) {
        this.entities = entities;
        this.realm = realm;
    }

    static String place(String key) {
        return "(select b.id from FinapiBucket b where b.realmId = :realm and b.lowKey <= " + key
                + " order by b.lowKey desc limit 1)";
    }

    /** The sort key of a deleted user. */
    static String keyOfDeleted(String distortedId, String userId) {
        return distortedId + " " + userId;
    }

    /** Runs in its own transaction: if two nodes do so at the same moment, one finds it there. */
    static void makeFirst(KeycloakSession session, String realm) {
        try {
            KeycloakModelUtils.runJobInTransaction(
                    session.getKeycloakSessionFactory(), own -> new Buckets(Database.of(own), realm).makeFirst());
        } catch (ModelDuplicateException another) {
            // Another node was faster.
        }
    }

    private void makeFirst() {
        Long there = entities.createQuery("select count(b.id) from FinapiBucket b where b.realmId = :realm", Long.class)
                .setParameter("realm", realm)
                .getSingleResult();
        if (there == 0) {
            // Nobody has read any yet, and the caller's transaction may hold the row with the version.
            persist(LOWEST, 0);
        }
    }

    long make(String lowKey, int users) {
        nextVersion();
        return persist(lowKey, users);
    }

    private long persist(String lowKey, int users) {
        Bucket bucket = new Bucket();
        bucket.id = ThreadLocalRandom.current().nextLong(Long.MAX_VALUE);
        bucket.realmId = realm;
        bucket.lowKey = lowKey;
        bucket.users = users;
        entities.persist(bucket);
        entities.flush();
        entities.detach(bucket);
        return bucket.id;
    }

    /**
     * Merges changes into the counts.
     *
     * @return whether there may be more
     */
    boolean settle() {
        List<Object[]> changes = entities.createQuery(
                        "select c.id, c.fromBucket, c.toBucket, c.users from FinapiChange c where c.realmId = :realm",
                        Object[].class)
                .setParameter("realm", realm)
                .setMaxResults(BATCH)
                .getResultList();
        if (changes.isEmpty()) {
            return false;
        }
        Map<Long, Integer> sums = new HashMap<>();
        for (Object[] change : changes) {
            add(sums, (Long) change[1], -(Integer) change[3]);
            add(sums, (Long) change[2], (Integer) change[3]);
        }
        int deleted = entities.createQuery("delete from FinapiChange c where c.id in (:ids)")
                .setParameter("ids", changes.stream().map(change -> change[0]).toList())
                .executeUpdate();
        if (deleted != changes.size()) {
            throw new IllegalStateException("Another node has settled changes of the realm " + realm);
        }
        sums.forEach(this::count);
        nextVersion();
        return changes.size() == BATCH;
    }

    private static void add(Map<Long, Integer> sums, Long bucket, int users) {
        if (bucket != null) {
            sums.merge(bucket, users, Integer::sum);
        }
    }

    private void count(long bucket, int users) {
        entities.createQuery("update FinapiBucket b set b.users = b.users + :users where b.id = :bucket")
                .setParameter("users", users)
                .setParameter("bucket", bucket)
                .executeUpdate();
    }

    List<Long> large() {
        return entities.createQuery(
                        "select b.id from FinapiBucket b where b.realmId = :realm and b.users > :large", Long.class)
                .setParameter("realm", realm)
                .setParameter("large", LARGE)
                .getResultList();
    }

    /** Splits a bucket: it keeps its first users, and the others get new buckets. */
    void split(long bucket) {
        List<Object[]> users = entities.createQuery(
                        "select r.userId, " + KEY
                                + " from FinapiRegisteredUser r left join UserEntity u on u.id = r.userId"
                                + " where r.bucket = :bucket and " + KEY + " is not null order by " + KEY,
                        Object[].class)
                .setParameter("bucket", bucket)
                .getResultList();
        for (int from = SIZE; from < users.size(); from += SIZE) {
            List<Object[]> part = users.subList(from, Math.min(from + SIZE, users.size()));
            long next = make((String) part.get(0)[1], part.size());
            move(part.stream().map(user -> (String) user[0]).toList(), next);
            count(bucket, -part.size());
        }
    }

    void move(List<String> userIds, long bucket) {
        for (List<String> some : batches(userIds)) {
            entities.createQuery("update FinapiRegisteredUser r set r.bucket = :bucket where r.userId in (:users)")
                    .setParameter("bucket", bucket)
                    .setParameter("users", some)
                    .executeUpdate();
        }
    }

    /** Records that users have moved from one bucket to another; {@code null} if they are new, or gone. */
    void changed(Long from, Long to, int users) {
        Change change = new Change();
        change.id = Register.newId();
        change.realmId = realm;
        change.fromBucket = from;
        change.toBucket = to;
        change.users = users;
        entities.persist(change);
    }

    /** Counts again in one statement, which corrects any error. */
    void recount() {
        entities.createQuery("update FinapiBucket b set b.users ="
                        + " (select count(r.userId) from FinapiRegisteredUser r where r.bucket = b.id)"
                        + " - (select coalesce(sum(c.users), 0) from FinapiChange c where c.toBucket = b.id)"
                        + " + (select coalesce(sum(c.users), 0) from FinapiChange c where c.fromBucket = b.id)"
                        + " where b.realmId = :realm")
                .setParameter("realm", realm)
                .executeUpdate();
        nextVersion();
    }

    /** Invalidates what the nodes have cached of the buckets. */
    private void nextVersion() {
        entities.createQuery("update FinapiRound o set o.bucketsVersion = coalesce(o.bucketsVersion, 0L) + 1L"
                        + " where o.realmId = :realm")
                .setParameter("realm", realm)
                .executeUpdate();
    }

    static <T> List<List<T>> batches(List<T> all) {
        List<List<T>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += BATCH) {
            batches.add(all.subList(from, Math.min(from + BATCH, all.size())));
        }
        return batches;
    }
}
