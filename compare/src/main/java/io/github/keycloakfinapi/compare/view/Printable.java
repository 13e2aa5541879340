package io.github.keycloakfinapi.compare.view;

/** What a server says, for a terminal: without characters that control it, or that change how others are read. */
public final class Printable {

    private Printable() {}

    public static String of(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029]+", " ");
    }
}
