package io.github.keycloakfinapi.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The fields of a JSON object, read one by one. Errors are collected, and reported together by {@link #verify()}. A field
 * that is {@code null} counts as missing.
 */
public final class Fields {
    private static final int MAX_ERRORS_OF_A_LIST = 10;

    private final ObjectNode object;
    private final Set<String> unread = new LinkedHashSet<>();
    private final List<String> errors = new ArrayList<>();

    Fields(ObjectNode object) {
        this.object = object;
        object.fieldNames().forEachRemaining(unread::add);
    }

    static Fields none() {
        return new Fields(JsonNodeFactory.instance.objectNode());
    }

    /** A string within its limits, or {@code null}. */
    public String text(String name, TextLimits limits) {
        return text(name, limits::violation);
    }

    /**
     * A string, or {@code null}.
     *
     * @param limits describes what is wrong with a string, as a continuation of the field's name; {@code null} if nothing is
     */
    public String text(String name, UnaryOperator<String> limits) {
        JsonNode value = read(name);
        if (value == null) {
            return null;
        }
        error(name, value, limits).ifPresent(errors::add);
        return value.textValue();
    }

    /** The same, but a missing value is an error. */
    public String required(String name, TextLimits limits) {
        require(name);
        return text(name, limits);
    }

    /** A list of strings, each within the limits. A missing list is an error. At most ten errors are reported for one list. */
    public List<String> requiredTexts(String name, TextLimits limits) {
        require(name);
        JsonNode value = read(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            errors.add("The field '" + name + "' must be a list of strings.");
            return List.of();
        }
        IntStream.range(0, value.size())
                .mapToObj(i -> error(name + "[" + i + "]", value.get(i), limits::violation))
                .flatMap(Optional::stream)
                .limit(MAX_ERRORS_OF_A_LIST)
                .forEach(errors::add);
        List<String> texts = new ArrayList<>();
        value.forEach(each -> texts.add(each.textValue()));
        return texts;
    }

    private void require(String name) {
        if (!object.hasNonNull(name)) {
            errors.add("The field '" + name + "' must be given.");
        }
    }

    private static Optional<String> error(String name, JsonNode value, UnaryOperator<String> limits) {
        return error(name, value.isTextual() ? limits.apply(value.textValue()) : "must be a string");
    }

    private static Optional<String> error(String name, String violation) {
        return Optional.ofNullable(violation).map(text -> "The field '" + name + "' " + text + ".");
    }

    /**
     * A whole number of 32 bits, or {@code null}.
     *
     * @param limits describes what is wrong with a number, as a continuation of the field's name; {@code null} if nothing is
     */
    public Integer integer(String name, IntFunction<String> limits) {
        JsonNode value = read(name);
        if (value == null) {
            return null;
        }
        boolean fits = value.isIntegralNumber() && value.canConvertToInt();
        error(name, fits ? limits.apply(value.intValue()) : "must be a whole number of 32 bits")
                .ifPresent(errors::add);
        return fits ? value.intValue() : null;
    }

    /** A boolean, or {@code null}. */
    public Boolean bool(String name) {
        JsonNode value = read(name);
        if (value == null) {
            return null;
        }
        if (!value.isBoolean()) {
            errors.add("The field '" + name + "' must be a boolean.");
        }
        return value.booleanValue();
    }

    /**
     * Must be called when all known fields have been read.
     *
     * @throws ApiException 400 with an entry for every field that is wrong or unknown
     */
    public void verify() {
        // Only the start of a long name is reported, so that the answer does not repeat the body.
        unread.forEach(name -> errors.add("The field '"
                + (name.length() > 64 ? name.substring(0, 64) + "…" : name).replaceAll("[\\p{Cc}\\p{Cs}]", "?")
                + "' is unknown."));
        if (!errors.isEmpty()) {
            throw ApiError.badRequest(errors.toArray(String[]::new)).asException();
        }
    }

    private JsonNode read(String name) {
        unread.remove(name);
        return object.hasNonNull(name) ? object.get(name) : null;
    }
}
