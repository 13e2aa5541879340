package io.github.keycloakfinapi.register;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * The progress of a realm's reconciliation, and the claim of the node that does it. Times are in milliseconds since the
 * epoch.
 */
@Entity(name = "FinapiRound")
@Table(name = "FINAPI_USER_ROUND")
class Round {
    @Id
    @Column(name = "REALM_ID", length = 36)
    String realmId;

    /** When the next round is due. */
    @Column(name = "DUE", nullable = false)
    long due;

    /** Until when the claim of a node is valid. */
    @Column(name = "CLAIMED_UNTIL", nullable = false)
    long claimedUntil;

    /** The username that the current round has reached; {@code null} between rounds. */
    @Column(name = "REACHED")
    String reached;

    /** When the last complete round ended; {@code null} before the first, while the register is incomplete. */
    @Column(name = "ENDED")
    Long ended;

    /** Changes with every change of the buckets; {@code null} before the first. */
    @Column(name = "BUCKETS_VERSION")
    Long bucketsVersion;

    Round() {}
}
