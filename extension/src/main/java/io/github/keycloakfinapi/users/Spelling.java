package io.github.keycloakfinapi.users;

import io.github.keycloakfinapi.account.FinapiUser;
import io.github.keycloakfinapi.internals.EmailField;
import java.util.Locale;
import org.keycloak.models.UserModel;

/**
 * The id and the email of a user as the client wrote them. Keycloak keeps both in lower case, and its email field takes
 * only what is an address of at most 255 characters, where finAPI takes any text up to 320. An attribute keeps the
 * client's spelling where Keycloak's field cannot.
 */
final class Spelling {
    static final String EMAIL = "finapi.email";

    private static final int EMAIL_FIELD = 255;

    private Spelling() {}

    static String id(UserModel user) {
        return FinapiUser.spelled(user.getUsername(), user.getFirstAttribute(FinapiUser.ID_AS_WRITTEN));
    }

    /** An email that was changed in the console since is the newer one. */
    static String email(UserModel user) {
        String field = user.getEmail();
        String written = user.getFirstAttribute(EMAIL);
        if (written == null) {
            return field;
        }
        boolean current = field == null ? !fitsField(written) : field.equalsIgnoreCase(written);
        return current ? written : field;
    }

    /** What Keycloak's field holds of an email; empty when nothing. */
    static String emailField(String email) {
        return fitsField(email) ? email : "";
    }

    /** What the attribute holds of an email; empty when the field is enough. */
    static String emailAttribute(String email) {
        return fitsField(email) && email.equals(email.toLowerCase(Locale.ROOT)) ? "" : email;
    }

    private static boolean fitsField(String email) {
        // Of a few letters, lower case is longer, and then another text.
        String kept = email.toLowerCase(Locale.ROOT);
        return kept.equalsIgnoreCase(email) && kept.length() <= EMAIL_FIELD && EmailField.takes(kept);
    }
}
