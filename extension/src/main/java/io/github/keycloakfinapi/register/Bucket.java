package io.github.keycloakfinapi.register;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * A section of a realm's list, from its first id to the next bucket's: a few hundred users, and their number. Buckets locate
 * any page quickly, and make the total a sum of few numbers. Changes are merged into the count later, see {@link Change}, so
 * that no two calls wait for each other to write it.
 */
@Entity(name = "FinapiBucket")
@Table(name = "FINAPI_USER_BUCKET")
class Bucket {
    @Id
    @Column(name = "ID")
    long id;

    @Column(name = "REALM_ID", length = 36, nullable = false)
    String realmId;

    /** The first username, or distorted id of a deleted user, of the bucket. In the database's order. */
    @Column(name = "LOW_KEY", nullable = false)
    String lowKey;

    /** The number of users, without the changes that are not merged yet. */
    @Column(name = "USERS", nullable = false)
    int users;

    Bucket() {}
}
