package io.github.keycloakfinapi.it.fuzz;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Texts that whoever reads them carelessly stumbles over. */
final class Texts {

    private static final List<String> NASTY = List.of(
            "",
            " ",
            "null",
            "\u0000",
            "\r\nX-Injected: 1",
            "\u0085\u2028\u2029",
            "\uD800",
            "\uDC00\uD800",
            "\uFEFF",
            "\u202Eabc",
            "\u0130\u0131\u017F\u212A",
            "a\u0301\u0327",
            "\uD83D\uDE00",
            "${jndi:ldap://127.0.0.1/a}",
            "' OR '1'='1",
            "%",
            "_",
            "*",
            "../../etc/passwd",
            "<script>alert(1)</script>",
            "service-account-finapi",
            "{{7*7}}",
            "%00%0d%0a");

    private Texts() {}

    static Arbitrary<String> any() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.strings().ascii().ofMaxLength(50)),
                Tuple.of(3, Arbitraries.strings().all().ofMaxLength(50)),
                Tuple.of(
                        1,
                        Arbitraries.strings().withCharRange('\uD800', '\uDFFF').ofMaxLength(4)),
                Tuple.of(3, Arbitraries.of(NASTY)),
                Tuple.of(1, Arbitraries.of(255, 256, 320, 321, 4_000, 20_000).map("x"::repeat)));
    }

    /** Letters, as many as are allowed, or one too few, or one too many. */
    static Arbitrary<String> ofAbout(int min, int max) {
        return Arbitraries.of(Math.max(0, min - 1), min, min + 1, max - 1, max, max + 1)
                .filter(length -> length >= 0)
                .flatMap(length -> Arbitraries.strings().alpha().numeric().ofLength(length));
    }

    /** What can be sent as the value of a header. */
    static Arbitrary<String> header() {
        return any().map(text -> text.replaceAll("[^\\x20-\\x7E\\u00A0-\\u00FF]", "?"));
    }
}
