package io.github.keycloakfinapi.compare.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

public final class Json {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Json() {}

    /** @param fields names and values in turn */
    public static String of(Object... fields) {
        return object(fields).toString();
    }

    static ObjectNode object(Object... fields) {
        var object = MAPPER.createObjectNode();
        for (var i = 0; i < fields.length; i += 2) {
            object.set((String) fields[i], MAPPER.valueToTree(fields[i + 1]));
        }
        return object;
    }

    /** Returns a missing node if the text is not JSON. */
    public static JsonNode read(String text) {
        try {
            var node = MAPPER.readTree(text);
            return node == null ? MissingNode.getInstance() : node;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
