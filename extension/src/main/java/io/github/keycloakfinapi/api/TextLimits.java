package io.github.keycloakfinapi.api;

import io.github.keycloakfinapi.account.FinapiUser;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The limits of a text.
 *
 * @param min the least number of characters
 * @param max the greatest number of characters
 * @param allowed matches one allowed character
 * @param charset describes {@code allowed} to the caller
 * @param except texts that are not allowed, although their characters are
 */
public record TextLimits(int min, int max, Pattern allowed, String charset, Set<String> except) {

    public TextLimits(int min, int max, Pattern allowed, String charset) {
        this(min, max, allowed, charset, Set.of());
    }

    /** Everything that can be sent in a form: no control characters, no unpaired surrogates. */
    private static final Pattern PRINTABLE = Pattern.compile("[^\\p{Cc}\\p{Cs}]");

    /** The limits of a text of {@link #PRINTABLE} characters. */
    public static TextLimits printable(int min, int max) {
        return new TextLimits(min, max, PRINTABLE, "characters other than control characters");
    }

    /** The id of a user; finAPI reference, section 3.1. */
    public static final TextLimits USER_ID = new TextLimits(
            1, FinapiUser.MAX_ID_LENGTH, FinapiUser.ID_CHARACTER, "letters, digits and - _ . + @", FinapiUser.NO_IDS);

    /** Describes what is wrong with a text, as a continuation of the field's name; {@code null} if nothing is. */
    public String violation(String text) {
        int length = text.codePointCount(0, text.length());
        if (length < min || length > max) {
            return "must have " + min + " to " + max + " characters";
        }
        if (except.contains(text)) {
            return "may not be " + text;
        }
        return text.codePoints()
                        .allMatch(c -> allowed.matcher(Character.toString(c)).matches())
                ? null
                : "may contain only " + charset;
    }
}
