package io.github.keycloakfinapi.callback;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * A client that has been sent notices: which node sends to it at present, and how it fares. While it is down it is tried with one
 * notice at a time, however many wait. Times are milliseconds since the epoch.
 */
@Entity(name = "FinapiReceiver")
@Table(name = "FINAPI_RECEIVER")
class Receiver {
    /** Keycloak's own id of the client. */
    @Id
    @Column(name = "CLIENT_ID", length = 36)
    String clientId;

    @Column(name = "REALM_ID", length = 36, nullable = false)
    String realmId;

    /** Attempts that have failed in a row. */
    @Column(name = "FAILURES", nullable = false)
    int failures;

    /** When the first of them did; {@code null} while it answers. */
    @Column(name = "FAILING_SINCE")
    Long failingSince;

    @Column(name = "NEXT_TRY", nullable = false)
    long nextTry;

    /** Until when a node has it for itself. */
    @Column(name = "CLAIMED_UNTIL", nullable = false)
    long claimedUntil;

    Receiver() {}
}
