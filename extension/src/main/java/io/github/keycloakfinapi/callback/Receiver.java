package io.github.keycloakfinapi.callback;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * A client that gets notices: the node that currently sends to it, and its failures. While it is down, only one notice is
 * tried at a time. Times are milliseconds since the epoch.
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

    /** The number of failed attempts in a row. */
    @Column(name = "FAILURES", nullable = false)
    int failures;

    /** When the first of them failed; {@code null} while the receiver answers. */
    @Column(name = "FAILING_SINCE")
    Long failingSince;

    @Column(name = "NEXT_TRY", nullable = false)
    long nextTry;

    /** Until when the claim of a node is valid. */
    @Column(name = "CLAIMED_UNTIL", nullable = false)
    long claimedUntil;

    Receiver() {}
}
