package io.github.keycloakfinapi.internals;

import java.time.Duration;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;

/**
 * A node's claim to be the only one that works on a row, stored in the row's field {@code claimedUntil}. If the node dies,
 * the claim expires, and another node continues.
 */
public final class RowClaim {
    private final String entity;
    private final String idField;
    private final String id;
    private final long length;
    private long until;

    /**
     * @param entity of the row
     * @param idField the field that holds its key
     * @param length of a claim; must be longer than the work between two renewals
     */
    public RowClaim(String entity, String idField, String id, Duration length) {
        this.entity = entity;
        this.idField = idField;
        this.id = id;
        this.length = length.toMillis();
    }

    public String id() {
        return id;
    }

    /** Claims the row, unless another node has claimed it; whether this has succeeded. */
    public boolean take(KeycloakSession session) {
        return takeIf(session, "c.claimedUntil < :before");
    }

    /**
     * The same, but only if the row is due.
     *
     * @param dueField the field that holds it; milliseconds since the epoch
     */
    public boolean takeWhenDue(KeycloakSession session, String dueField) {
        return takeIf(session, "c.claimedUntil < :before and c." + dueField + " <= :before");
    }

    private boolean takeIf(KeycloakSession session, String condition) {
        long now = Time.currentTimeMillis();
        return write(session, now + length, condition, now);
    }

    /** Renews the claim for its whole length, if this node still has it; whether it has. */
    public boolean renew(KeycloakSession session) {
        return write(session, Time.currentTimeMillis() + length, "c.claimedUntil = :before", until);
    }

    public boolean release(KeycloakSession session) {
        return write(session, 0, "c.claimedUntil = :before", until);
    }

    private boolean write(KeycloakSession session, long next, String condition, long before) {
        boolean done = Database.of(session)
                        .createQuery("update " + entity + " c set c.claimedUntil = :next where c." + idField
                                + " = :id and " + condition)
                        .setParameter("next", next)
                        .setParameter("id", id)
                        .setParameter("before", before)
                        .executeUpdate()
                > 0;
        until = done ? next : until;
        return done;
    }
}
