package io.github.keycloakfinapi.register;

import io.github.keycloakfinapi.api.ApiVersion;
import io.github.keycloakfinapi.internals.Database;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/**
 * The register of finAPI's users: what the mandator's list needs in addition to Keycloak's own rows. It records what
 * Keycloak does and decides nothing: {@link io.github.keycloakfinapi.account.FinapiUser} decides who is a finAPI user.
 *
 * <p>It is written in the transaction of the change that it records. The statements only touch rows of this user and new
 * rows, so that no change waits for another.
 */
public final class Register {
    /** The end of a permanent lock. */
    static final long FOR_GOOD = Long.MAX_VALUE;

    private final KeycloakSession session;
    private final EntityManager entities;
    private final String realm;

    Register(KeycloakSession session, String realm) {
        this.session = session;
        this.entities = Database.of(session);
        this.realm = realm;
    }

    /** The current day in finAPI's time zone. */
    static LocalDate day(long milliseconds) {
        return Instant.ofEpochMilli(milliseconds).atZone(ApiVersion.ZONE).toLocalDate();
    }

    /** In finAPI's time zone. */
    public static LocalDate today() {
        return day(Time.currentTimeMillis());
    }

    static LocalDate registrationDay(UserModel user) {
        return user.getCreatedTimestamp() == null ? today() : day(user.getCreatedTimestamp());
    }

    /** Registers a user, unless that has been done. */
    void enter(UserModel user) {
        if (!insert(user) && !has(user.getId())) {
            Buckets.makeFirst(session, realm);
            insert(user);
        }
    }

    private boolean insert(UserModel user) {
        // A join, because H2 caches the result of an equal "not exists" and would insert twice.
        int inserted = entities.createQuery(
                        "insert into FinapiRegisteredUser (userId, realmId, registrationDay, bucket)"
                                + " select cast(:user as String), b.realmId, cast(:day as LocalDate), b.id"
                                + " from FinapiBucket b left join FinapiRegisteredUser r on r.userId = :user"
                                + " where b.id = " + Buckets.PLACE + " and r.userId is null")
                .setParameter("user", user.getId())
                .setParameter("day", registrationDay(user))
                .setParameter("realm", realm)
                .setParameter("key", user.getUsername())
                .executeUpdate();
        if (inserted > 0) {
            entities.createQuery("insert into FinapiChange (id, realmId, toBucket, users)"
                            + " select cast(:id as String), r.realmId, r.bucket, 1"
                            + " from FinapiRegisteredUser r where r.userId = :user")
                    .setParameter("id", newId())
                    .setParameter("user", user.getId())
                    .executeUpdate();
        }
        return inserted > 0;
    }

    private boolean has(String userId) {
        return entities.createQuery(
                                "select count(r.userId) from FinapiRegisteredUser r where r.userId = :user", Long.class)
                        .setParameter("user", userId)
                        .getSingleResult()
                > 0;
    }

    /** Removes a user who is no longer finAPI's, but was not deleted. */
    void leave(String userId) {
        int left = entities.createQuery("insert into FinapiChange (id, realmId, fromBucket, users)"
                        + " select cast(:id as String), r.realmId, r.bucket, 1"
                        + " from FinapiRegisteredUser r where r.userId = :user")
                .setParameter("id", newId())
                .setParameter("user", userId)
                .executeUpdate();
        if (left > 0) {
            entities.createQuery("delete from FinapiRegisteredUser r where r.userId = :user")
                    .setParameter("user", userId)
                    .executeUpdate();
        }
    }

    /**
     * Reduces a deleted user to what the list shows; nothing in it identifies the person.
     *
     * @return whether the user was registered
     */
    boolean delete(String userId, String username) {
        String change = newId();
        String nobody = newId();
        String distorted = DistortedId.of(username);
        int moved = entities.createQuery("insert into FinapiChange (id, realmId, fromBucket, toBucket, users)"
                        + " select cast(:id as String), r.realmId, r.bucket, " + Buckets.PLACE + ", 1"
                        + " from FinapiRegisteredUser r where r.userId = :user")
                .setParameter("id", change)
                .setParameter("realm", realm)
                .setParameter("key", Buckets.keyOfDeleted(distorted, nobody))
                .setParameter("user", userId)
                .executeUpdate();
        if (moved > 0) {
            entities.createQuery("update FinapiRegisteredUser r set r.userId = :nobody, r.distortedId = :distorted,"
                            + " r.deletionDay = :day, r.lockedUntil = null,"
                            + " r.bucket = (select c.toBucket from FinapiChange c where c.id = :change)"
                            + " where r.userId = :user")
                    .setParameter("nobody", nobody)
                    .setParameter("distorted", distorted)
                    .setParameter("day", today())
                    .setParameter("change", change)
                    .setParameter("user", userId)
                    .executeUpdate();
        }
        return moved > 0;
    }

    /** Records that the user was active today. Only the first call of a day writes. */
    boolean active(String userId, LocalDate today) {
        return entities.createQuery("update FinapiRegisteredUser r set r.lastActiveDay = :today where r.userId = :user"
                                + " and (r.lastActiveDay is null or r.lastActiveDay < :today)")
                        .setParameter("today", today)
                        .setParameter("user", userId)
                        .executeUpdate()
                > 0;
    }

    /** @param until milliseconds since the epoch; {@code null} if the user is not locked */
    void lock(String userId, Long until) {
        entities.createQuery("update FinapiRegisteredUser r set r.lockedUntil = :until where r.userId = :user"
                        + (until == null ? " and r.lockedUntil is not null" : ""))
                .setParameter("until", until)
                .setParameter("user", userId)
                .executeUpdate();
    }

    /**
     * When the realm is removed. The round is deleted first, in the same order as the reconciliation locks rows, to avoid a
     * deadlock.
     */
    void drop() {
        for (String table : new String[] {"FinapiRound", "FinapiRegisteredUser", "FinapiBucket", "FinapiChange"}) {
            entities.createQuery("delete from " + table + " each where each.realmId = :realm")
                    .setParameter("realm", realm)
                    .executeUpdate();
        }
    }

    static String newId() {
        return UUID.randomUUID().toString();
    }
}
