package io.github.keycloakfinapi.callback;

import io.github.keycloakfinapi.internals.Database;
import jakarta.persistence.EntityManager;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Whether so many users have disappeared from a directory within an hour that it may be a mistake, such as a wrong base DN.
 * Then their notices are held, so that no application deletes existing customers.
 */
final class MassRemoval {
    /** The period that counts, in milliseconds. */
    static final long WITHIN = TimeUnit.HOURS.toMillis(1);
    /** Up to this number is never a mass removal, no matter how small the directory is. */
    static final int FEW = 10;

    private static final int PERCENT = 100;
    /** How long this node relies on its own count, in milliseconds. */
    private static final long COUNTS_HOLD = 1_000;

    private final Map<String, Directory> directories = new ConcurrentHashMap<>();

    /**
     * What this node knows of a directory: counting again for each of a hundred thousand users would be too slow.
     *
     * @param users the number of users when this node first noticed a removal
     * @param gone the number of removals within {@link #WITHIN}
     */
    private record Directory(long users, long usersCounted, long gone, long goneCounted) {}

    /** Records a removal in the transaction of the session; whether the notices of this user must be held. */
    boolean includes(KeycloakSession session, RealmModel realm, String store) {
        EntityManager entities = Database.of(session);
        long now = Time.currentTimeMillis();
        entities.createQuery("insert into FinapiRemoval (id, storeId, removed) values (:id, :store, :now)")
                .setParameter("id", UUID.randomUUID().toString())
                .setParameter("store", store)
                .setParameter("now", now)
                .executeUpdate();
        int share = CallbackSettings.massRemovalPercent(realm);
        if (share == PERCENT) {
            return false;
        }
        Directory directory =
                directories.compute(store, (id, known) -> withOneMoreGone(entities, realm, store, known, now));
        return directory.gone() > FEW && directory.gone() * PERCENT > directory.users() * share;
    }

    private static Directory withOneMoreGone(
            EntityManager entities, RealmModel realm, String store, Directory known, long now) {
        boolean users = known != null && known.usersCounted() > now - WITHIN;
        boolean gone = known != null && known.goneCounted() > now - COUNTS_HOLD;
        return new Directory(
                users ? known.users() : countUsers(entities, realm, store),
                users ? known.usersCounted() : now,
                gone ? known.gone() + 1 : countGone(entities, store, now),
                gone ? known.goneCounted() : now);
    }

    private static long countGone(EntityManager entities, String store, long now) {
        return entities.createQuery(
                        "select count(r.id) from FinapiRemoval r where r.storeId = :store and r.removed > :since",
                        Long.class)
                .setParameter("store", store)
                .setParameter("since", now - WITHIN)
                .getSingleResult();
    }

    private static long countUsers(EntityManager entities, RealmModel realm, String store) {
        return entities.createQuery(
                        "select count(u.id) from UserEntity u where u.realmId = :realm and u.federationLink = :store",
                        Long.class)
                .setParameter("realm", realm.getId())
                .setParameter("store", store)
                .getSingleResult();
    }
}
