package io.github.keycloakfinapi.compare.view;

/** What a server says, on one line of a terminal or a report. */
public final class Printable {
    /** They control terminals, change how other characters are read, or cannot be in XML. */
    private static final String UNSEEN = "[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Cn}\\p{Zl}\\p{Zp}]+";

    private Printable() {}

    public static String of(String text) {
        return text.replaceAll(UNSEEN, " ");
    }

    /** For a cell of a Markdown table: as code, so that it is no HTML, no link, and names nobody. */
    public static String cell(String text) {
        var line = of(text).replace('|', '¦').replace('`', '\'');
        return line.isBlank() ? "" : "`" + line + "`";
    }
}
