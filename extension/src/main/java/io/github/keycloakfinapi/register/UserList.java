package io.github.keycloakfinapi.register;

import io.github.keycloakfinapi.account.FinapiUser;
import io.github.keycloakfinapi.account.Lock;
import io.github.keycloakfinapi.internals.Database;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;

/**
 * The list of a realm's finAPI users, including deleted ones. The counts of the buckets locate a page, and it is read from
 * its one or two buckets: the cost depends on the size of the page, not on its position or the number of users.
 */
public final class UserList {

    /** Never becomes false again. */
    static final Set<String> WHOLE = ConcurrentHashMap.newKeySet();

    private final KeycloakSession session;
    private final EntityManager entities;
    private final String realm;

    public UserList(KeycloakSession session) {
        this.session = session;
        this.entities = Database.of(session);
        this.realm = session.getContext().getRealm().getId();
    }

    /**
     * A user of the list.
     *
     * @param id the distorted id if the user is deleted
     * @param lastActiveDay {@code null} if the user was never active
     * @param deletionDay {@code null} if the user exists
     */
    public record Row(
            String id, LocalDate registrationDay, LocalDate lastActiveDay, LocalDate deletionDay, boolean isLocked) {}

    /** @param total of all pages */
    public record Page(List<Row> rows, long total) {}

    /** Whether the register is complete; it is filled in the background when the extension is new in the realm. */
    public boolean isWhole() {
        if (!WHOLE.contains(realm) && hasEndedRound()) {
            WHOLE.add(realm);
        }
        return WHOLE.contains(realm);
    }

    private boolean hasEndedRound() {
        return entities.createQuery(
                                "select count(o.realmId) from FinapiRound o where o.realmId = :realm and o.ended is not null",
                                Long.class)
                        .setParameter("realm", realm)
                        .getSingleResult()
                > 0;
    }

    /**
     * A page of the users that match the filter.
     *
     * @param skipped the number of users before this page
     * @param size the maximum number of users on a page
     */
    public Page page(UserFilter filter, boolean ascending, long skipped, int size) {
        List<Map.Entry<Long, Long>> counts = counts(filter, ascending);
        List<Long> buckets = new ArrayList<>();
        long before = 0;
        long total = 0;
        for (Map.Entry<Long, Long> bucket : counts) {
            long end = total + bucket.getValue();
            if (bucket.getValue() > 0 && end > skipped && total < skipped + size) {
                before = buckets.isEmpty() ? total : before;
                buckets.add(bucket.getKey());
            }
            total = end;
        }
        List<Object[]> found = buckets.isEmpty() ? List.of() : rows(filter, ascending, buckets);
        int from = (int) Math.min(Math.max(skipped - before, 0), found.size());
        List<Object[]> page = found.subList(from, Math.min(from + size, found.size()));
        return new Page(page.stream().map(spelling(page)).toList(), total);
    }

    private List<Map.Entry<Long, Long>> counts(UserFilter filter, boolean ascending) {
        List<Map.Entry<Long, Long>> ordered =
                new ArrayList<>(new BucketCounts(entities, realm).of(filter).entrySet());
        if (!ascending) {
            Collections.reverse(ordered);
        }
        return ordered;
    }

    private List<Object[]> rows(UserFilter filter, boolean ascending, List<Long> buckets) {
        // Each of Keycloak's rows by its key: for a join PostgreSQL may read the whole table. The limit is no limit. It
        // only makes PostgreSQL look up a username once, and not again for the condition and for the order. HQL demands
        // an order with it. By another column PostgreSQL may read the whole table in that order, to stop early.
        String keycloaks = "(select u.%s from UserEntity u where u.id = r.userId)";
        UserFilter.Clause candidates = filter.candidates();
        TypedQuery<Object[]> query = entities.createQuery(
                        "select x.bucket, x.id, x.username, x.distorted, x.registered, x.active, x.deleted, x.locked, x.enabled"
                                + " from (select r.bucket as bucket, r.userId as id, r.distortedId as distorted,"
                                + " r.registrationDay as registered, r.lastActiveDay as active, r.deletionDay as deleted,"
                                + " r.lockedUntil as locked, " + keycloaks.formatted("username") + " as username,"
                                + " case when r.lockedUntil = :always then " + keycloaks.formatted("enabled")
                                + " end as enabled"
                                + " from FinapiRegisteredUser r where r.bucket in (:buckets)" + candidates.text()
                                + " order by r.bucket limit :most) x where x.username is not null or x.deleted is not null"
                                + " order by coalesce(x.username, concat(x.distorted, ' ', x.id))"
                                + (ascending ? "" : " desc"),
                        Object[].class)
                .setParameter("always", Register.FOR_GOOD)
                .setParameter("most", Integer.MAX_VALUE)
                .setParameter("buckets", buckets);
        candidates.bind(query);
        long now = Time.currentTimeMillis();
        Map<Long, List<Object[]>> byBucket = query.getResultStream()
                .filter(row -> filter.locked() == null || filter.locked() == isLocked(row, now))
                .collect(Collectors.groupingBy(row -> (Long) row[0]));
        List<Object[]> ordered = new ArrayList<>();
        buckets.forEach(bucket -> ordered.addAll(byBucket.getOrDefault(bucket, List.of())));
        return ordered;
    }

    private Function<Object[], Row> spelling(List<Object[]> page) {
        List<String> ids = page.stream()
                .filter(row -> row[2] != null)
                .map(row -> (String) row[1])
                .toList();
        Map<String, String> written = new HashMap<>();
        if (!ids.isEmpty()) {
            entities.createQuery(
                            "select a.user.id, a.value from UserAttributeEntity a where a.name = :name and a.user.id in (:ids)",
                            Object[].class)
                    .setParameter("name", FinapiUser.ID_AS_WRITTEN)
                    .setParameter("ids", ids)
                    .getResultStream()
                    .forEach(attribute -> written.put((String) attribute[0], (String) attribute[1]));
        }
        long now = Time.currentTimeMillis();
        return row -> {
            String username = (String) row[2];
            return new Row(
                    username == null ? (String) row[3] : FinapiUser.spelled(username, written.get((String) row[1])),
                    (LocalDate) row[4],
                    (LocalDate) row[5],
                    (LocalDate) row[6],
                    isLocked(row, now));
        };
    }

    private static boolean isLocked(Object[] row, long now) {
        Long until = (Long) row[7];
        if (row[2] == null || until == null) {
            return false;
        }
        return until == Register.FOR_GOOD ? Boolean.FALSE.equals(row[8]) : until > now;
    }

    /** One existing user, in the current state. */
    public Optional<Row> user(String id) {
        return FinapiUser.withId(session, id).map(user -> {
            Object[] row = entities.createQuery(
                            "select r.registrationDay, r.lastActiveDay from FinapiRegisteredUser r where r.userId = :user",
                            Object[].class)
                    .setParameter("user", user.model().getId())
                    .getResultStream()
                    .findFirst()
                    .orElseGet(() -> new Object[] {Register.registrationDay(user.model()), null});
            return new Row(user.id(), (LocalDate) row[0], (LocalDate) row[1], null, Lock.holds(session, user));
        });
    }
}
