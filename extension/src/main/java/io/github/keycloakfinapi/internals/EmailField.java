package io.github.keycloakfinapi.internals;

import org.keycloak.utils.EmailValidationUtil;

/** Keycloak's field for a user's email. */
public final class EmailField {
    private EmailField() {}

    /** Whether Keycloak accepts it as an address. */
    public static boolean takes(String email) {
        return EmailValidationUtil.isValidEmail(email);
    }
}
