package io.github.keycloakfinapi.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;

/** Reads request bodies strictly, and writes answers. Created once for each version. */
final class Json {
    // finAPI's bodies are flat or contain one list; deeper ones are an attack on the parser.
    private static final int MAX_DEPTH = 16;

    private final ObjectMapper mapper;

    Json(JsonInclude.Include nulls) {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        mapper = JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .defaultPropertyInclusion(JsonInclude.Value.construct(nulls, nulls))
                .build();
    }

    /**
     * Reads one JSON object.
     *
     * @throws ApiException 400 if the text is not a JSON object
     */
    ObjectNode readObject(String text) {
        JsonNode node;
        try {
            node = mapper.readTree(text);
        } catch (JsonProcessingException malformed) {
            // The parser's own message names its classes and quotes the body, which may contain a password.
            JsonLocation at = malformed.getLocation();
            String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw ApiError.badRequest("The request body is not valid JSON" + where + ".")
                    .asException();
        }
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw ApiError.badRequest("The request body must be a JSON object.").asException();
    }

    byte[] write(Object value) {
        try {
            return mapper.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
