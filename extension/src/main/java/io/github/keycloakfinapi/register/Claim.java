package io.github.keycloakfinapi.register;

import io.github.keycloakfinapi.keycloak.Database;
import java.util.concurrent.TimeUnit;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;

/** That a node has a realm for itself: the row that all nodes see says so, and until when. */
final class Claim {
    /** Longer than any batch takes; after it another node goes on. */
    private static final long LENGTH = TimeUnit.MINUTES.toMillis(2);

    private final String realm;
    private long until;

    Claim(String realm) {
        this.realm = realm;
    }

    String realm() {
        return realm;
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
        long next = Math.max(until + 1, Time.currentTimeMillis() + LENGTH);
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
