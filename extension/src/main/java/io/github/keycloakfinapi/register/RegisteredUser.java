package io.github.keycloakfinapi.register;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;

/**
 * A row of the register: what finAPI's list needs in addition to Keycloak's own row, and all that remains of a deleted user.
 * It is written by statements only, never through the persistence context.
 */
@Entity(name = "FinapiRegisteredUser")
@Table(name = "FINAPI_USER")
class RegisteredUser {
    /** Keycloak's id of the user; a random id for a deleted user. */
    @Id
    @Column(name = "USER_ID", length = 36)
    String userId;

    @Column(name = "REALM_ID", length = 36, nullable = false)
    String realmId;

    /** The section of the list, see {@link Bucket}. */
    @Column(name = "BUCKET", nullable = false)
    long bucket;

    @Column(name = "REGISTRATION_DAY", nullable = false)
    LocalDate registrationDay;

    @Column(name = "LAST_ACTIVE_DAY")
    LocalDate lastActiveDay;

    @Column(name = "DELETION_DAY")
    LocalDate deletionDay;

    /** For a deleted user, see {@link DistortedId}. */
    @Column(name = "DISTORTED_ID", length = 36)
    String distortedId;

    /** Milliseconds since the epoch; {@link Register#FOR_GOOD} while Keycloak has disabled the user for its failed logins. */
    @Column(name = "LOCKED_UNTIL")
    Long lockedUntil;

    RegisteredUser() {}
}
