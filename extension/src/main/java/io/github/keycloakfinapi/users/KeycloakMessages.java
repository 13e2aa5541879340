package io.github.keycloakfinapi.users;

import io.github.keycloakfinapi.api.ApiError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import org.keycloak.models.KeycloakSession;
import org.keycloak.theme.Theme;

/** Keycloak's own texts, including the realm's overrides. */
final class KeycloakMessages {
    private KeycloakMessages() {}

    /**
     * The message for this key. If there is none, the key itself is the text, which an operator may have written into the
     * user profile.
     */
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
            // An override with a brace that does not belong to a parameter.
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
