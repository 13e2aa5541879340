package io.github.keycloakfinapi.api;

import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Mandator and user of a request as {@code mandator/user}, two numbers as finAPI has them. They are made from Keycloak's
 * ids, so that they never change, and do not tell them.
 */
record AuthContext(long mandator, long user) {

    /** Before the caller is known. */
    static AuthContext of(RealmModel realm) {
        return new AuthContext(number(realm.getId()), 0);
    }

    static AuthContext of(RealmModel realm, UserModel user) {
        return new AuthContext(number(realm.getId()), number(user.getId()));
    }

    private static long number(String id) {
        return Integer.toUnsignedLong(id.hashCode());
    }

    @Override
    public String toString() {
        return mandator + "/" + user;
    }
}
