package io.github.keycloakfinapi.register;

/**
 * The distorted id of a deleted user: the first character, the last, and the length. If that would show the whole id, only
 * the length.
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
