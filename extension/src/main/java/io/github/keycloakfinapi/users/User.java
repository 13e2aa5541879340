package io.github.keycloakfinapi.users;

import org.keycloak.models.UserModel;

/**
 * A user as finAPI shows one.
 *
 * <p>Source: finAPI reference, section 3.1.
 */
public record User(String id, String password, String email, String phone, boolean isAutoUpdateEnabled) {
    private static final String HIDDEN = "XXXXX";

    /** A user with the password hidden, as every answer but the one to its creation has it. */
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
