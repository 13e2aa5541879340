package io.github.keycloakfinapi.register;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * A part of the list of a realm, from one id to the next bucket's: some hundred users, and how many. By them a page is found
 * however deep it lies, and the total is a sum of few numbers. The count is settled from time to time, see {@link Change}:
 * no two calls wait for each other to write it.
 */
@Entity(name = "FinapiBucket")
@Table(name = "FINAPI_USER_BUCKET")
class Bucket {
    @Id
    @Column(name = "ID")
    long id;

    @Column(name = "REALM_ID", length = 36, nullable = false)
    String realmId;

    /** Usernames, and the ids that are shown of deleted users, from this one on. In the database's order. */
    @Column(name = "LOW_KEY", nullable = false)
    String lowKey;

    /** Users in it, but for the changes that are not settled. */
    @Column(name = "USERS", nullable = false)
    int users;

    Bucket() {}
}
