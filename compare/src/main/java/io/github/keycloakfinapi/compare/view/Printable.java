package io.github.keycloakfinapi.compare.view;

/** Makes a server's text safe to print on one line of a terminal or a report. */
public final class Printable {
    /** These characters control terminals, change how others are displayed, or are not allowed in XML. */
    private static final String UNSEEN = "[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Cn}\\p{Zl}\\p{Zp}]+";

    private Printable() {}

    public static String of(String text) {
        return text.replaceAll(UNSEEN, " ");
    }

    /** For a cell of a Markdown table: as code, so that it cannot become HTML, a link or a mention of somebody. */
    public static String cell(String text) {
        var line = of(text).replace('|', '¦').replace('`', '\'');
        return line.isBlank() ? "" : "`" + line + "`";
    }
}
