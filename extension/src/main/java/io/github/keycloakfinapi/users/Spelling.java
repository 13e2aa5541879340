package io.github.keycloakfinapi.users;

import io.github.keycloakfinapi.account.FinapiUser;
import io.github.keycloakfinapi.internals.EmailField;
import java.util.Locale;
import org.keycloak.models.UserModel;

/**
 * The id and the email of a user as the client wrote them. Keycloak stores both in lower case, and its email field only
 * accepts addresses of at most 255 characters, while finAPI accepts any text of up to 320. An attribute stores the client's
 * spelling if Keycloak's field cannot.
 */
final class Spelling {
    static final String EMAIL = "finapi.email";

    private static final int EMAIL_FIELD = 255;

    private Spelling() {}

    static String id(UserModel user) {
        return FinapiUser.spelled(user.getUsername(), user.getFirstAttribute(FinapiUser.ID_AS_WRITTEN));
    }

    /** If the email was changed in the console since then, Keycloak's field is newer. */
    static String email(UserModel user) {
        String field = user.getEmail();
        String written = user.getFirstAttribute(EMAIL);
        if (written == null) {
            return field;
        }
        boolean current = field == null ? !fitsField(written) : field.equalsIgnoreCase(written);
        return current ? written : field;
    }

    /** The email for Keycloak's field; empty if the field cannot hold it. */
    static String emailField(String email) {
        return fitsField(email) ? email : "";
    }

    /** The email for the attribute; empty if the field is enough. */
    static String emailAttribute(String email) {
        return fitsField(email) && email.equals(email.toLowerCase(Locale.ROOT)) ? "" : email;
    }

    private static boolean fitsField(String email) {
        // The lower case of a few letters is longer, and so a different text.
        String kept = email.toLowerCase(Locale.ROOT);
        return kept.equalsIgnoreCase(email) && kept.length() <= EMAIL_FIELD && EmailField.takes(kept);
    }
}
