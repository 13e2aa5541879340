package io.github.keycloakfinapi.internals;

import java.time.Duration;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;

/**
 * That a node has the work on one row for itself: the row says so, in a field {@code claimedUntil} that all nodes see. Of a node
 * that dies the claim ends by time, and another node goes on.
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
     * @param length of a claim; longer than what is done before it is renewed
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

    /** Whether no other node has it, and so this one has. */
    public boolean take(KeycloakSession session) {
        return takeIf(session, "c.claimedUntil < :before");
    }

    /**
     * The same of a row that waits for its time.
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

    /** Whether this node has it still; it has it for the whole length then. */
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
