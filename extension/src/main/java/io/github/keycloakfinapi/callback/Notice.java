package io.github.keycloakfinapi.callback;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * That one client is to learn of one user's end. The row goes when the client has learned of it: nothing of the user stays. Written
 * by statements, never through the entity manager's memory. Times are milliseconds since the epoch.
 */
@Entity(name = "FinapiNotice")
@Table(name = "FINAPI_NOTICE")
class Notice {
    /** The same at every attempt; the receiver may know it again by it. */
    @Id
    @Column(name = "ID", length = 36)
    String id;

    @Column(name = "REALM_ID", length = 36, nullable = false)
    String realmId;

    /** Keycloak's own id of the client. */
    @Column(name = "CLIENT_ID", length = 36, nullable = false)
    String clientId;

    /** As the body tells it. */
    @Column(name = "USER_ID", nullable = false)
    String userId;

    @Column(name = "CREATED", nullable = false)
    long created;

    /** How many have failed. */
    @Column(name = "ATTEMPTS", nullable = false)
    int attempts;

    /** When the first attempt failed; {@code null} before. */
    @Column(name = "FIRST_TRY")
    Long firstTry;

    /** Not to be sent before. */
    @Column(name = "DUE", nullable = false)
    long due;

    /** Since when it is not sent any more, until an operator says so; {@code null} for one that is to be sent. */
    @Column(name = "PARKED")
    Long parked;

    /** How the last attempt ended, in few words. */
    @Column(name = "OUTCOME", length = 64)
    String outcome;

    Notice() {}
}
