package io.github.keycloakfinapi.register;

/**
 * A user in Keycloak's tables and in the register.
 *
 * @param created milliseconds since the epoch, or {@code null}
 * @param store the id of the store that the user comes from, or {@code null}
 * @param holdsRole whether the user has the role by Keycloak's tables
 * @param bucket the bucket in the register, or {@code null}
 * @param place the bucket where the user belongs
 */
record SeenUser(String id, String username, Long created, String store, boolean holdsRole, Long bucket, Long place) {
    static SeenUser of(Object[] row) {
        return new SeenUser(
                (String) row[0],
                (String) row[1],
                (Long) row[2],
                (String) row[3],
                (Boolean) row[4],
                (Long) row[5],
                (Long) row[6]);
    }
}
