package io.github.keycloakfinapi.callback;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * A notice of a deleted user for one client. The row is deleted when the client has got the notice, so that nothing of the
 * user remains. It is written by statements only, never through the persistence context. Times are milliseconds since the
 * epoch.
 */
@Entity(name = "FinapiNotice")
@Table(name = "FINAPI_NOTICE")
class Notice {
    /** The same at every attempt, so that the receiver can detect repeated notices. */
    @Id
    @Column(name = "ID", length = 36)
    String id;

    @Column(name = "REALM_ID", length = 36, nullable = false)
    String realmId;

    /** Keycloak's own id of the client. */
    @Column(name = "CLIENT_ID", length = 36, nullable = false)
    String clientId;

    /** The user's id, as in the body. */
    @Column(name = "USER_ID", nullable = false)
    String userId;

    @Column(name = "CREATED", nullable = false)
    long created;

    /** The number of failed attempts. */
    @Column(name = "ATTEMPTS", nullable = false)
    int attempts;

    /** When the first attempt failed; {@code null} before. */
    @Column(name = "FIRST_TRY")
    Long firstTry;

    /** When it is due. */
    @Column(name = "DUE", nullable = false)
    long due;

    /** When it was parked, that is, excluded from sending until an operator releases it; {@code null} otherwise. */
    @Column(name = "PARKED")
    Long parked;

    /** How the last attempt ended, in few words. */
    @Column(name = "OUTCOME", length = 64)
    String outcome;

    Notice() {}
}
