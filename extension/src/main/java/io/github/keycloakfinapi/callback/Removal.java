package io.github.keycloakfinapi.callback;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** That a user was found to be gone from its directory. Kept for as long as {@link MassRemoval} looks back. */
@Entity(name = "FinapiRemoval")
@Table(name = "FINAPI_REMOVAL")
class Removal {
    @Id
    @Column(name = "ID", length = 36)
    String id;

    /** The directory: Keycloak's id of the component. */
    @Column(name = "STORE_ID", length = 36, nullable = false)
    String storeId;

    /** Milliseconds since the epoch. */
    @Column(name = "REMOVED", nullable = false)
    long removed;

    Removal() {}
}
