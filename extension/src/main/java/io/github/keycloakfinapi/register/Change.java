package io.github.keycloakfinapi.register;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Users who were added to or removed from a bucket, and are not in its count yet. */
@Entity(name = "FinapiChange")
@Table(name = "FINAPI_USER_CHANGE")
class Change {
    @Id
    @Column(name = "ID", length = 36)
    String id;

    @Column(name = "REALM_ID", length = 36, nullable = false)
    String realmId;

    /** The bucket that they left, or {@code null}. */
    @Column(name = "FROM_BUCKET")
    Long fromBucket;

    /** The bucket that they joined, or {@code null}. */
    @Column(name = "TO_BUCKET")
    Long toBucket;

    @Column(name = "USERS", nullable = false)
    int users;

    Change() {}
}
