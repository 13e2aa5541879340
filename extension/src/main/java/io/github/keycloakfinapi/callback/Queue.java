package io.github.keycloakfinapi.callback;

import io.github.keycloakfinapi.internals.Database;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** The waiting notices and their receivers, in the transaction of a session. */
final class Queue {
    /** The number of notices that are read at once. */
    static final int BATCH = 100;
    /** How long a notice is retried, in milliseconds. */
    static final long TRIED_FOR = TimeUnit.DAYS.toMillis(7);
    /** How long a parked notice is kept, in milliseconds. */
    static final long KEPT_FOR = TimeUnit.DAYS.toMillis(30);

    /** The outcome of a notice that was never sent. */
    private static final String HELD = "held: many users have gone from the directory";

    private final EntityManager entities;
    private final long now = Time.currentTimeMillis();

    Queue(KeycloakSession session) {
        entities = Database.of(session);
    }

    /** A notice to send. */
    record Waiting(String id, String userId, int attempts, Long firstTry) {}

    /** @param held whether an operator must release it first */
    void add(String realm, String client, String userId, boolean held) {
        update("insert into FinapiNotice (id, realmId, clientId, userId, created, attempts, due"
                        + (held
                                ? ", parked, outcome) values (:id, :realm, :client, :user, :now, 0, :now, :now, '"
                                        + HELD + "')"
                                : ") values (:id, :realm, :client, :user, :now, 0, :now)"))
                .setParameter("id", UUID.randomUUID().toString())
                .setParameter("realm", realm)
                .setParameter("client", client)
                .setParameter("user", userId)
                .setParameter("now", now)
                .executeUpdate();
    }

    /** The clients with notices that have no receiver yet. */
    void addReceivers() {
        update("insert into FinapiReceiver (clientId, realmId, failures, nextTry, claimedUntil)"
                        + " select distinct n.clientId, n.realmId, 0, 0L, 0L from FinapiNotice n"
                        + " left join FinapiReceiver r on r.clientId = n.clientId where r.clientId is null")
                .executeUpdate();
    }

    /** The receivers with something to send now; the one that has waited longest comes first. */
    List<String> due() {
        return entities.createQuery(
                        "select r.clientId from FinapiReceiver r where r.nextTry <= :now and r.claimedUntil < :now"
                                + " and exists (select 1 from FinapiNotice n"
                                + " where n.clientId = r.clientId and n.parked is null and n.due <= :now)"
                                + " order by r.nextTry",
                        String.class)
                .setParameter("now", now)
                .getResultList();
    }

    String realmOf(String client) {
        return entities.createQuery("select r.realmId from FinapiReceiver r where r.clientId = :client", String.class)
                .setParameter("client", client)
                .getResultStream()
                .findFirst()
                .orElse(null);
    }

    List<Waiting> next(String client) {
        return entities
                .createQuery(
                        "select n.id, n.userId, n.attempts, n.firstTry from FinapiNotice n where n.clientId = :client"
                                + " and n.parked is null and n.due <= :now order by n.due",
                        Object[].class)
                .setParameter("client", client)
                .setParameter("now", now)
                .setMaxResults(BATCH)
                .getResultList()
                .stream()
                .map(row -> new Waiting((String) row[0], (String) row[1], (Integer) row[2], (Long) row[3]))
                .toList();
    }

    void delivered(Collection<String> ids) {
        if (!ids.isEmpty()) {
            update("delete from FinapiNotice n where n.id in (:ids)")
                    .setParameter("ids", ids)
                    .executeUpdate();
        }
    }

    /** Parks a notice. */
    void park(Waiting notice, String outcome) {
        update(
                        "update FinapiNotice n set n.parked = :now, n.outcome = :outcome, n.attempts = :attempts where n.id = :id")
                .setParameter("now", now)
                .setParameter("outcome", outcome)
                .setParameter("attempts", notice.attempts() + 1)
                .setParameter("id", notice.id())
                .executeUpdate();
    }

    /** Parks the notices of the client that were created before this time, in milliseconds since the epoch. */
    int parkAll(String client, String outcome, long createdBefore) {
        return update("update FinapiNotice n set n.parked = :now, n.outcome = :outcome"
                        + " where n.clientId = :client and n.parked is null and n.created < :before")
                .setParameter("now", now)
                .setParameter("outcome", outcome)
                .setParameter("client", client)
                .setParameter("before", createdBefore)
                .executeUpdate();
    }

    /**
     * Schedules a retry, or parks the notice if it has been retried for too long.
     *
     * @return whether it will be retried
     */
    boolean failed(Waiting notice, String outcome) {
        long first = notice.firstTry() == null ? now : notice.firstTry();
        if (now - first > TRIED_FOR) {
            park(notice, outcome);
            return false;
        }
        update(
                        "update FinapiNotice n set n.attempts = :attempts, n.firstTry = :first, n.due = :due, n.outcome = :outcome"
                                + " where n.id = :id")
                .setParameter("attempts", notice.attempts() + 1)
                .setParameter("first", first)
                .setParameter("due", now + Pauses.after(notice.attempts() + 1))
                .setParameter("outcome", outcome)
                .setParameter("id", notice.id())
                .executeUpdate();
        return true;
    }

    void receiverAnswers(String client) {
        update("update FinapiReceiver r set r.failures = 0, r.failingSince = null, r.nextTry = :now"
                        + " where r.clientId = :client")
                .setParameter("now", now)
                .setParameter("client", client)
                .executeUpdate();
    }

    /**
     * Pauses the receiver, and parks notices that have become too old while it did not answer.
     *
     * @param wait the least pause in milliseconds
     * @return the number of parked notices
     */
    int receiverFails(String client, boolean answeredBefore, long wait, String outcome) {
        Object[] before = entities.createQuery(
                        "select r.failures, r.failingSince from FinapiReceiver r where r.clientId = :client",
                        Object[].class)
                .setParameter("client", client)
                .getResultStream()
                .findFirst()
                .orElse(new Object[] {0, null});
        int failures = answeredBefore ? 1 : (Integer) before[0] + 1;
        long since = answeredBefore || before[1] == null ? now : (Long) before[1];
        update("update FinapiReceiver r set r.failures = :failures, r.failingSince = :since, r.nextTry = :next"
                        + " where r.clientId = :client")
                .setParameter("failures", failures)
                .setParameter("since", since)
                .setParameter("next", now + Math.max(wait, Pauses.after(failures)))
                .setParameter("client", client)
                .executeUpdate();
        return now - since > TRIED_FOR ? parkAll(client, outcome, now - TRIED_FOR) : 0;
    }

    /** Postpones the receiver without an attempt. */
    void postpone(String client, long wait) {
        update("update FinapiReceiver r set r.nextTry = :next where r.clientId = :client")
                .setParameter("next", now + wait)
                .setParameter("client", client)
                .executeUpdate();
    }

    /** For each realm that has ever had a receiver. */
    List<NoticeMeters.Standing> standing(KeycloakSession session) {
        Map<String, Object[]> waiting = byRealm("is null");
        Map<String, Object[]> parked = byRealm("is not null");
        Object[] none = {null, 0L, now};
        return entities.createQuery("select distinct r.realmId from FinapiReceiver r", String.class)
                .getResultStream()
                .map(session.realms()::getRealm)
                .filter(Objects::nonNull)
                .map(realm -> new NoticeMeters.Standing(
                        realm.getName(),
                        (Long) waiting.getOrDefault(realm.getId(), none)[1],
                        (Long) parked.getOrDefault(realm.getId(), none)[1],
                        TimeUnit.MILLISECONDS.toSeconds(now - (Long) waiting.getOrDefault(realm.getId(), none)[2])))
                .toList();
    }

    /** The number of notices, and the time of the oldest. */
    private Map<String, Object[]> byRealm(String parked) {
        return entities.createQuery(
                        "select n.realmId, count(n.id), min(n.created) from FinapiNotice n where n.parked " + parked
                                + " group by n.realmId",
                        Object[].class)
                .getResultStream()
                .collect(Collectors.toMap(row -> (String) row[0], row -> row));
    }

    /** Releases the notices that an operator has approved. */
    void release(KeycloakSession session) {
        entities.createQuery(
                        "select distinct n.realmId from FinapiNotice n where n.parked is not null and n.outcome = :held",
                        String.class)
                .setParameter("held", HELD)
                .getResultStream()
                .map(session.realms()::getRealm)
                .filter(Objects::nonNull)
                .forEach(realm -> release(realm, CallbackSettings.releasedUntil(realm)));
    }

    private void release(RealmModel realm, long until) {
        update("update FinapiNotice n set n.parked = null, n.outcome = null, n.due = :now where n.realmId = :realm"
                        + " and n.parked is not null and n.outcome = :held and n.created <= :until")
                .setParameter("now", now)
                .setParameter("realm", realm.getId())
                .setParameter("held", HELD)
                .setParameter("until", until)
                .executeUpdate();
    }

    /** Deletes removals that no longer count for {@link MassRemoval}. */
    void forgetRemovals() {
        update("delete from FinapiRemoval r where r.removed < :before")
                .setParameter("before", now - MassRemoval.WITHIN)
                .executeUpdate();
    }

    int dropOld() {
        return update("delete from FinapiNotice n where n.parked < :before")
                .setParameter("before", now - KEPT_FOR)
                .executeUpdate();
    }

    void dropClient(String client) {
        drop("clientId", client);
    }

    void dropRealm(String realm) {
        drop("realmId", realm);
    }

    private void drop(String column, String id) {
        // The receiver first, in the same order as the sender, to avoid a deadlock.
        for (String table : new String[] {"FinapiReceiver", "FinapiNotice"}) {
            update("delete from " + table + " each where each." + column + " = :id")
                    .setParameter("id", id)
                    .executeUpdate();
        }
    }

    private Query update(String statement) {
        return entities.createQuery(statement);
    }
}
