package io.github.keycloakfinapi.it.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.swagger.v3.oas.models.media.Schema;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Bodies and query strings with the fields or parameters of a schema. */
final class Bodies {

    private static final List<JsonMapper> MAPPERS = List.of(
            new JsonMapper(),
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build());

    private static final List<Charset> ENCODINGS =
            List.of(UTF_8, UTF_8, UTF_8, UTF_8, UTF_8, ISO_8859_1, UTF_16, UTF_16LE);

    private static final List<String> QUERIES = List.of(
            "",
            "=",
            "&&",
            "a",
            "%00",
            "%0A=%0D",
            "%C0%AF=1",
            "token=%FF",
            "userId=%ED%A0%80",
            "a=" + "b".repeat(3_000));
    private static final List<String> FORMS = List.of(
            "%", "%zz", "a=%u0041", "grant_type=password", "a;b", "\u0000", "client_id", "a=" + "b".repeat(70_000));

    private final Values values;

    Bodies(Values values) {
        this.values = values;
    }

    Arbitrary<byte[]> json(Schema<?> schema) {
        var object = Combinators.combine(fields(schema, values::json).map(LinkedHashMap::new), Arbitraries.of(MAPPERS))
                .as(Bodies::write);
        var text = Arbitraries.frequencyOf(
                Tuple.of(12, object),
                Tuple.of(1, object.map(json -> json.substring(0, json.length() / 2))),
                Tuple.of(1, object.map(json -> json + json)),
                Tuple.of(1, object.map(json -> json + " ".repeat(66_000))),
                Tuple.of(1, Arbitraries.of(Values.RAW)),
                Tuple.of(1, Texts.any()));
        return encoded(text);
    }

    Arbitrary<byte[]> form(Schema<?> schema) {
        return encoded(parameters(schema, FORMS));
    }

    /** A query string without its question mark. */
    Arbitrary<String> query(Schema<?> schema) {
        return parameters(schema, QUERIES);
    }

    private Arbitrary<String> parameters(Schema<?> schema, List<String> odd) {
        var pairs = fields(schema, values::text)
                .map(all -> all.entrySet().stream()
                        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                        .toList());
        return Arbitraries.frequencyOf(
                        Tuple.of(10, pairs),
                        Tuple.of(
                                1,
                                Combinators.combine(pairs, Arbitraries.of(odd)).as(Bodies::with)),
                        Tuple.of(1, pairs.map(all -> all.isEmpty() ? all : with(all, all.get(0)))))
                .map(all -> String.join("&", all));
    }

    /** Each field four times out of five, and now and then one that nobody knows. */
    private static <T> Arbitrary<Map<String, T>> fields(Schema<?> schema, FieldValues<T> values) {
        var all = new LinkedHashMap<String, Schema<?>>();
        if (schema.getProperties() != null) {
            schema.getProperties().forEach(all::put);
        }
        var given = new ArrayList<Arbitrary<Map<String, T>>>();
        all.forEach((name, field) -> given.add(maybe(4, values.of(name, field).map(value -> Map.of(name, value)))));
        given.add(Combinators.combine(Texts.any(), values.of("unknown", new Schema<>().type("string")))
                .as(Map::of)
                .map(field -> field));
        given.set(given.size() - 1, rarely(given.get(given.size() - 1)));
        return Combinators.combine(given).as(maps -> {
            var merged = new LinkedHashMap<String, T>();
            maps.forEach(merged::putAll);
            return merged;
        });
    }

    private static <T> Arbitrary<Map<String, T>> maybe(int often, Arbitrary<Map<String, T>> field) {
        return Arbitraries.frequencyOf(Tuple.of(often, field), Tuple.of(1, Arbitraries.create(Map::of)));
    }

    private static <T> Arbitrary<Map<String, T>> rarely(Arbitrary<Map<String, T>> field) {
        return Arbitraries.frequencyOf(Tuple.of(1, field), Tuple.of(14, Arbitraries.create(Map::of)));
    }

    @FunctionalInterface
    private interface FieldValues<T> {
        Arbitrary<T> of(String name, Schema<?> schema);
    }

    private static List<String> with(List<String> pairs, String one) {
        var more = new ArrayList<>(pairs);
        more.add(one);
        return more;
    }

    private static Arbitrary<byte[]> encoded(Arbitrary<String> text) {
        return Combinators.combine(text, Arbitraries.of(ENCODINGS)).as(String::getBytes);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static String write(Map<String, Object> object, JsonMapper mapper) {
        try {
            return mapper.writeValueAsString(object);
        } catch (JsonProcessingException loneSurrogate) {
            return "{}";
        }
    }
}
