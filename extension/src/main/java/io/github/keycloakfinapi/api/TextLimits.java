package io.github.keycloakfinapi.api;

import io.github.keycloakfinapi.account.FinapiUser;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a text may be.
 *
 * @param min the least number of characters
 * @param max the greatest number of characters
 * @param allowed one character that may occur
 * @param charset what {@code allowed} allows, to tell the caller
 * @param except texts that may not be, although their characters may
 */
public record TextLimits(int min, int max, Pattern allowed, String charset, Set<String> except) {

    public TextLimits(int min, int max, Pattern allowed, String charset) {
        this(min, max, allowed, charset, Set.of());
    }

    /** Anything that can be sent again in a form: no control characters, no halves of surrogate pairs. */
    private static final Pattern PRINTABLE = Pattern.compile("[^\\p{Cc}\\p{Cs}]");

    /** Of {@link #PRINTABLE} characters. */
    public static TextLimits printable(int min, int max) {
        return new TextLimits(min, max, PRINTABLE, "characters other than control characters");
    }

    /** The id of a user; finAPI reference, section 3.1. */
    public static final TextLimits USER_ID = new TextLimits(
            1, FinapiUser.MAX_ID_LENGTH, FinapiUser.ID_CHARACTER, "letters, digits and - _ . + @", FinapiUser.NO_IDS);

    /** What is wrong with a text, to follow the field's name; {@code null} when nothing is. */
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
