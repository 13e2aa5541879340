package io.github.keycloakfinapi.users;

import org.keycloak.models.UserModel;

/**
 * A user in finAPI's format.
 *
 * <p>Source: finAPI reference, section 3.1.
 */
public record User(String id, String password, String email, String phone, boolean isAutoUpdateEnabled) {
    private static final String HIDDEN = "XXXXX";

    /** A user with the password hidden, as in every answer except that to the creation. */
    static User of(UserModel user) {
        return withPassword(user, HIDDEN);
    }

    static User withPassword(UserModel user, String password) {
        return new User(
                Spelling.id(user),
                password,
                Spelling.email(user),
                user.getFirstAttribute(ProfileAttributes.PHONE),
                Boolean.parseBoolean(user.getFirstAttribute(ProfileAttributes.AUTO_UPDATE)));
    }
}
