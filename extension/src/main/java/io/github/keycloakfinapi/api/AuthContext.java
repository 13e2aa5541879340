package io.github.keycloakfinapi.api;

import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * The mandator and the user of a request as {@code mandator/user}, two numbers as at finAPI. They are derived from
 * Keycloak's ids, so they never change, but do not reveal the ids.
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
