package io.github.keycloakfinapi.api;

import io.github.keycloakfinapi.internals.RequestBody;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The body of a request.
 *
 * @param type its media type, or {@code null} if the request has none, or no body
 * @param charset the media type's charset, by default UTF-8
 * @param text the body itself; empty if there is none
 */
record Body(MediaType type, Charset charset, String text) {
    /** In bytes. */
    private static final int MAX = 64 * 1024;

    /**
     * The body of the current request. It must be read to know whether there is one, because HTTP/2 requests need not
     * announce it.
     *
     * @throws ApiException 400 for bytes that are invalid in the charset, 413 for a body that is too large, 415 for a
     *     malformed media type or an unknown charset
     */
    static Body of(HttpHeaders headers) {
        byte[] bytes = bytes();
        if (bytes.length == 0) {
            return new Body(null, StandardCharsets.UTF_8, "");
        }
        MediaType type;
        Charset charset;
        try {
            type = headers.getMediaType();
            String name = type == null ? null : type.getParameters().get(MediaType.CHARSET_PARAMETER);
            charset = name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (RuntimeException malformed) {
            throw unsupported("The Content-Type is malformed, or its charset is unknown.");
        }
        return new Body(type, charset, text(bytes, charset));
    }

    /**
     * The fields of a JSON object; none if there is no body.
     *
     * @throws ApiException 400 for malformed JSON, 415 for another media type
     */
    Fields json(Json json) {
        if (type != null && !isJson()) {
            throw unsupported("The media type must be application/json.");
        }
        return text.isEmpty() ? Fields.none() : new Fields(json.readObject(text));
    }

    /**
     * The parameters of a form; none if there is no body, or an empty JSON object.
     *
     * @throws ApiException 400 for a malformed form, 415 for another media type
     */
    MultivaluedMap<String, String> form(Json json) {
        // Old generated clients declare JSON, but send everything in the query.
        if (text.isEmpty() || type != null && isJson() && json.readObject(text).isEmpty()) {
            return new MultivaluedHashMap<>();
        }
        if (type == null || !isForm()) {
            throw unsupported("The media type must be application/x-www-form-urlencoded.");
        }
        return Form.parse(text, charset, "request body");
    }

    private static byte[] bytes() {
        try {
            byte[] bytes = RequestBody.stream().readNBytes(MAX + 1);
            if (bytes.length > MAX) {
                throw ApiError.technical(
                                413, ErrorCode.BAD_REQUEST, "The request body is larger than " + MAX + " bytes.")
                        .asException();
            }
            return bytes;
        } catch (IOException e) {
            // The caller has closed the connection, or sends invalid HTTP.
            throw ApiError.badRequest("The request body could not be read completely.")
                    .asException();
        }
    }

    private static String text(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw ApiError.badRequest("The request body does not match its charset.")
                    .asException();
        }
    }

    // A range such as "*/*" is compatible with a form, but does not declare one.
    private boolean isForm() {
        return type.getType().equalsIgnoreCase("application")
                && type.getSubtype().equalsIgnoreCase("x-www-form-urlencoded");
    }

    private boolean isJson() {
        String subtype = type.getSubtype().toLowerCase(Locale.ROOT);
        return type.getType().equalsIgnoreCase("application") && (subtype.equals("json") || subtype.endsWith("+json"));
    }

    private static ApiException unsupported(String message) {
        return ApiError.technical(415, ErrorCode.UNSUPPORTED_MEDIA_TYPE, message)
                .asException();
    }
}
