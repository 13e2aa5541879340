package io.github.keycloakfinapi.it.fuzz;

import com.fasterxml.jackson.databind.util.RawValue;
import io.swagger.v3.oas.models.media.Schema;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** What a field or a parameter is given: mostly what its schema allows, sometimes just not, sometimes anything at all. */
final class Values {

    /** In every secret that is made up here, so that it is recognised where it must not be. */
    static final String SECRET = "S3cr3t";

    private static final Set<String> SECRETS = Set.of(
            "client_secret",
            "newClientSecret",
            "oldClientSecret",
            "password",
            "passwordChangeToken",
            "refresh_token",
            "token");

    /** Pieces of JSON, not all of them right. */
    static final List<String> RAW = List.of(
            "null",
            "true",
            "-0",
            "1e400",
            "1e999999999",
            "1" + "0".repeat(1_500),
            "0." + "1".repeat(1_500),
            "01",
            "0x10",
            "NaN",
            "-Infinity",
            "[]",
            "{}",
            "[[[[]]]]",
            "[".repeat(15_000) + "]".repeat(15_000),
            "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000),
            "\"\\ud800\"",
            "\"\\u0000\"",
            "\"\\x\"",
            "\"\u0001\"",
            "'a'",
            "\"a",
            "\"a\" \"b\"",
            "/*c*/1",
            "{\"a\":1,\"a\":2}",
            "tru",
            ",",
            "");

    private final Target target;

    Values(Target target) {
        this.target = target;
    }

    /** A text, a list of texts, a boolean or a number, or a piece of JSON. */
    Arbitrary<Object> json(String name, Schema<?> schema) {
        var right = switch (String.valueOf(schema.getType())) {
            case "array" ->
                json(name.replaceFirst("s$", ""), schema.getItems())
                        .list()
                        .ofMaxSize(5)
                        .map(list -> (Object) list);
            case "boolean" -> Arbitraries.of(true, false).asGeneric();
            case "integer" ->
                Arbitraries.frequencyOf(
                                Tuple.of(3, Arbitraries.integers().between(0, 100_000)),
                                Tuple.of(1, Arbitraries.integers()))
                        .asGeneric();
            default -> text(name, schema).asGeneric();
        };
        return Arbitraries.frequencyOf(
                Tuple.of(9, right),
                Tuple.of(1, Arbitraries.of(RAW).map(RawValue::new).asGeneric()));
    }

    Arbitrary<String> text(String name, Schema<?> schema) {
        var made = Arbitraries.frequencyOf(Tuple.of(4, fitting(schema)), Tuple.of(3, Texts.any()));
        var marked = SECRETS.contains(name) ? made.map(text -> SECRET + text) : made;
        return target.knows(name)
                ? Arbitraries.frequencyOf(
                        Tuple.of(2, marked),
                        Tuple.of(5, Arbitraries.integers().between(0, 9).map(which -> target.known(name, which))))
                : marked;
    }

    private static Arbitrary<String> fitting(Schema<?> schema) {
        if (schema.getEnum() != null) {
            return Arbitraries.of(schema.getEnum()).map(String::valueOf);
        }
        return Texts.ofAbout(
                Optional.ofNullable(schema.getMinLength()).orElse(0),
                Optional.ofNullable(schema.getMaxLength()).orElse(40));
    }
}
