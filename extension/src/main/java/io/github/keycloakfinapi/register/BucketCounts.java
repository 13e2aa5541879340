package io.github.keycloakfinapi.register;

import io.github.keycloakfinapi.memory.Newest;
import jakarta.persistence.EntityManager;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many users the buckets of a realm have, in the order of the list. There is one for each few hundred users, and they
 * change every few seconds at most, by one node. The others read them once for each version, and add the changes that are
 * not settled.
 */
final class BucketCounts {
    private static final int MOST_REALMS = 100;
    private static final Newest<Read> READ = new Newest<>(MOST_REALMS);

    private final EntityManager entities;
    private final String realm;

    BucketCounts(EntityManager entities, String realm) {
        this.entities = entities;
        this.realm = realm;
    }

    /** @param users settled ones, by the bucket's id, in the order of the list */
    private record Read(Long version, Map<Long, Long> users) {}

    /** Of all users, exact at this moment. */
    private Map<Long, Long> ofAll() {
        List<Object[]> changes = entities.createQuery(
                        "select o.bucketsVersion, c.fromBucket, c.toBucket, sum(c.users) from FinapiRound o"
                                + " left join FinapiChange c on c.realmId = o.realmId where o.realmId = :realm"
                                + " group by o.bucketsVersion, c.fromBucket, c.toBucket",
                        Object[].class)
                .setParameter("realm", realm)
                .getResultList();
        Read read = READ.get(realm);
        if (read == null || changes.isEmpty() || !read.version().equals(changes.get(0)[0])) {
            return read();
        }
        Map<Long, Long> counts = new LinkedHashMap<>(read.users());
        for (Object[] change : changes) {
            add(counts, (Long) change[1], change[3], -1);
            add(counts, (Long) change[2], change[3], 1);
        }
        return counts;
    }

    private static void add(Map<Long, Long> counts, Long bucket, Object users, int sign) {
        if (bucket != null) {
            counts.merge(bucket, sign * ((Number) users).longValue(), Long::sum);
        }
    }

    /** In one statement, so that a bucket and its changes are of the same moment. */
    private Map<Long, Long> read() {
        List<Object[]> rows = entities.createQuery(
                        "select b.id, b.users, coalesce(arrived.users, 0L), coalesce(gone.users, 0L), o.bucketsVersion from FinapiBucket b"
                                + " left join FinapiRound o on o.realmId = b.realmId"
                                + " left join (select c.toBucket as bucket, sum(c.users) as users from FinapiChange c"
                                + " where c.realmId = :realm group by c.toBucket) arrived on arrived.bucket = b.id"
                                + " left join (select c.fromBucket as bucket, sum(c.users) as users from FinapiChange c"
                                + " where c.realmId = :realm group by c.fromBucket) gone on gone.bucket = b.id"
                                + " where b.realmId = :realm order by b.lowKey",
                        Object[].class)
                .setParameter("realm", realm)
                .getResultList();
        Map<Long, Long> settled = new LinkedHashMap<>();
        Map<Long, Long> counts = new LinkedHashMap<>();
        for (Object[] row : rows) {
            long users = ((Number) row[1]).longValue();
            settled.put((Long) row[0], users);
            counts.put((Long) row[0], users + ((Number) row[2]).longValue() - ((Number) row[3]).longValue());
        }
        if (!rows.isEmpty() && rows.get(0)[4] != null) {
            READ.put(realm, new Read((Long) rows.get(0)[4], Collections.unmodifiableMap(settled)));
        }
        return counts;
    }

    /** Of those who match the filter. */
    Map<Long, Long> of(UserFilter filter) {
        if (filter.locked() == null) {
            return of(filter.apartFromLock());
        }
        Map<Long, Long> locked = found(filter.lockedForATime());
        found(filter.lockedForGood()).forEach((bucket, users) -> locked.merge(bucket, users, Long::sum));
        if (filter.locked()) {
            return inOrder(locked);
        }
        // The others are many. It is quicker to count those who are locked.
        Map<Long, Long> others = of(filter.apartFromLock());
        locked.forEach((bucket, users) -> others.computeIfPresent(bucket, (id, all) -> all - users));
        return others;
    }

    private Map<Long, Long> of(UserFilter.Clause clause) {
        return clause.text().isEmpty() ? ofAll() : inOrder(found(clause));
    }

    /** Buckets without any are left out. */
    private Map<Long, Long> found(UserFilter.Clause clause) {
        var query = entities.createQuery(
                        "select r.bucket, count(*) from FinapiRegisteredUser r where r.realmId = :realm" + clause.text()
                                + " group by r.bucket",
                        Object[].class)
                .setParameter("realm", realm);
        clause.bind(query);
        Map<Long, Long> found = new HashMap<>();
        query.getResultStream().forEach(row -> found.put((Long) row[0], (Long) row[1]));
        return found;
    }

    private Map<Long, Long> inOrder(Map<Long, Long> found) {
        Read known = READ.get(realm);
        // The order stays, but for buckets that are new.
        boolean complete = known != null && known.users().keySet().containsAll(found.keySet());
        Map<Long, Long> counts = new LinkedHashMap<>();
        (complete ? known.users() : read())
                .keySet()
                .forEach(bucket -> counts.put(bucket, found.getOrDefault(bucket, 0L)));
        return counts;
    }
}
