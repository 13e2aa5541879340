package io.github.keycloakfinapi.users;

import io.github.keycloakfinapi.api.TextLimits;
import java.util.regex.Pattern;

/**
 * The limits of an email and a phone number: finAPI's general character set, without a syntax.
 *
 * <p>Source: finAPI reference, section 3.1.
 */
final class ContactLimits {
    private static final Pattern GENERAL = Pattern.compile("[a-zA-Z0-9 &(){}\\[\\].:,;?!+\\-_$@#~`^€\\u00A1-\\u02AF]");
    private static final String GENERAL_CHARSET =
            "letters, digits, spaces and & ( ) { } [ ] . : , ; ? ! + - _ $ @ # ~ ` ^ €";

    private ContactLimits() {}

    static TextLimits email(int min) {
        return new TextLimits(min, 320, GENERAL, GENERAL_CHARSET);
    }

    static TextLimits phone(int min) {
        return new TextLimits(min, 50, GENERAL, GENERAL_CHARSET);
    }
}
