package io.github.keycloakfinapi.internals;

import org.keycloak.utils.EmailValidationUtil;

/** The field of a user that Keycloak has for an email. */
public final class EmailField {
    private EmailField() {}

    /** Whether Keycloak takes it for an address. */
    public static boolean takes(String email) {
        return EmailValidationUtil.isValidEmail(email);
    }
}
