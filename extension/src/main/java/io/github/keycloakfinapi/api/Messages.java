package io.github.keycloakfinapi.api;

import jakarta.ws.rs.core.HttpHeaders;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;

/**
 * The texts of BUSINESS errors in the language of {@code Accept-Language}, by default German.
 *
 * <p>Source: finAPI reference, section 7.
 */
final class Messages {
    static final List<Locale> LANGUAGES =
            Stream.of("de", "en", "cs", "sk").map(Locale::forLanguageTag).toList();

    private static final String BUNDLE = "io.github.keycloakfinapi.messages";
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private Messages() {}

    static String get(String key, Locale language) {
        return bundle(language).getString(key);
    }

    static String format(String message, Object... parameters) {
        return MessageFormat.format(message, parameters);
    }

    static ResourceBundle bundle(Locale language) {
        return ResourceBundle.getBundle(BUNDLE, language, Messages.class.getClassLoader(), NO_FALLBACK);
    }

    static Locale language(HttpHeaders headers) {
        return language(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
    }

    static Locale language(String acceptLanguage) {
        if (acceptLanguage == null) {
            return LANGUAGES.get(0);
        }
        try {
            Locale asked = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), LANGUAGES);
            return asked == null ? LANGUAGES.get(0) : asked;
        } catch (IllegalArgumentException malformed) {
            return LANGUAGES.get(0);
        }
    }
}
