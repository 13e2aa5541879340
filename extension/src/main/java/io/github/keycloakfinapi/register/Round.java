package io.github.keycloakfinapi.register;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** How far the reconciliation of a realm is, and which node is at it. Times in milliseconds since the epoch. */
@Entity(name = "FinapiRound")
@Table(name = "FINAPI_USER_ROUND")
class Round {
    @Id
    @Column(name = "REALM_ID", length = 36)
    String realmId;

    /** When the next round is due. */
    @Column(name = "DUE", nullable = false)
    long due;

    /** Until when the node that is at it has it for itself. */
    @Column(name = "CLAIMED_UNTIL", nullable = false)
    long claimedUntil;

    /** The username that the round under way has come to; {@code null} before it and after. */
    @Column(name = "REACHED")
    String reached;

    /** When the last whole round ended; {@code null} before the first: the register is not whole. */
    @Column(name = "ENDED")
    Long ended;

    /** Another one each time that something of the buckets has changed; {@code null} before the first. */
    @Column(name = "BUCKETS_VERSION")
    Long bucketsVersion;

    Round() {}
}
