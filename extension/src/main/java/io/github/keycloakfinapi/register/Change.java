package io.github.keycloakfinapi.register;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** That users have come to a bucket, or have left one, and its count does not say so yet. */
@Entity(name = "FinapiChange")
@Table(name = "FINAPI_USER_CHANGE")
class Change {
    @Id
    @Column(name = "ID", length = 36)
    String id;

    @Column(name = "REALM_ID", length = 36, nullable = false)
    String realmId;

    /** Where they were, or {@code null}. */
    @Column(name = "FROM_BUCKET")
    Long fromBucket;

    /** Where they are, or {@code null}. */
    @Column(name = "TO_BUCKET")
    Long toBucket;

    @Column(name = "USERS", nullable = false)
    int users;

    Change() {}
}
