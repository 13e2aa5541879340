package io.github.keycloakfinapi.register;

/**
 * What is left of the id of a deleted user: its first character, its last, and how long it was. Of an id that this would
 * show whole, nothing but its length.
 *
 * <p>Source: finAPI reference, section 3.3; the rule for one and two characters is this project's.
 */
final class DistortedId {
    private static final String HIDDEN = "X";
    private static final int SHOWN = 2;

    private DistortedId() {}

    static String of(String id) {
        int length = id.length();
        return length <= SHOWN
                ? HIDDEN.repeat(length)
                : id.charAt(0) + HIDDEN.repeat(length - SHOWN) + id.charAt(length - 1);
    }
}
