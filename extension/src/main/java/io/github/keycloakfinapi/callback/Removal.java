package io.github.keycloakfinapi.callback;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A user has disappeared from its directory. The row is kept as long as it counts for {@link MassRemoval}. */
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
