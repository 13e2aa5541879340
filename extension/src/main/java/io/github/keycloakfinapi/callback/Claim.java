package io.github.keycloakfinapi.callback;

import io.github.keycloakfinapi.keycloak.Database;
import java.util.concurrent.TimeUnit;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;

/** That a node has a receiver for itself: the row that all nodes see says so, and until when. */
final class Claim {
    /** Longer than a batch takes; after it another node goes on, and may send again what this one has sent. */
    static final long LENGTH = TimeUnit.SECONDS.toMillis(45);

    private final String client;
    private long until;

    Claim(String client) {
        this.client = client;
    }

    boolean take(KeycloakSession session) {
        long now = Time.currentTimeMillis();
        return write(session, now + LENGTH, "r.claimedUntil < :before and r.nextTry <= :before", now);
    }

    boolean renew(KeycloakSession session) {
        return write(session, Time.currentTimeMillis() + LENGTH, "r.claimedUntil = :before", until);
    }

    boolean release(KeycloakSession session) {
        return write(session, 0, "r.claimedUntil = :before", until);
    }

    private boolean write(KeycloakSession session, long next, String condition, long before) {
        boolean done = Database.of(session)
                        .createQuery(
                                "update FinapiReceiver r set r.claimedUntil = :next where r.clientId = :client and "
                                        + condition)
                        .setParameter("next", next)
                        .setParameter("client", client)
                        .setParameter("before", before)
                        .executeUpdate()
                > 0;
        until = done ? next : until;
        return done;
    }
}
