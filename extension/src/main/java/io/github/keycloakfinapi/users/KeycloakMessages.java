package io.github.keycloakfinapi.users;

import io.github.keycloakfinapi.api.ApiError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import org.keycloak.models.KeycloakSession;
import org.keycloak.theme.Theme;

/** Texts as Keycloak words them on its own pages, with what the operator has reworded in the realm. */
final class KeycloakMessages {
    private KeycloakMessages() {}

    /** The message of this key; without one the key is the text itself, as an operator can write it into the user profile. */
    static ApiError.Wording get(KeycloakSession session, String key, Object... parameters) {
        return language -> {
            String pattern = messages(session, language).getProperty(key);
            return pattern == null ? key : format(pattern, language, parameters);
        };
    }

    private static String format(String pattern, Locale language, Object... parameters) {
        try {
            return new MessageFormat(pattern, language).format(parameters);
        } catch (IllegalArgumentException malformed) {
            // Reworded with a brace that is none of a parameter.
            return pattern;
        }
    }

    private static Properties messages(KeycloakSession session, Locale language) {
        try {
            return session.theme()
                    .getTheme(Theme.Type.LOGIN)
                    .getEnhancedMessages(session.getContext().getRealm(), language);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
