package io.github.keycloakfinapi.api;

import io.github.keycloakfinapi.keycloak.RequestBody;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** A request that has passed the entry: routed, and its caller known and allowed. */
public final class ApiRequest {
    /** The largest request body, in bytes. */
    public static final int MAX_BODY = 64 * 1024;

    private final KeycloakSession session;
    private final ApiVersion version;
    private final Caller caller;

    ApiRequest(KeycloakSession session, ApiVersion version, Caller caller) {
        this.session = session;
        this.version = version;
        this.caller = caller;
    }

    public KeycloakSession session() {
        return session;
    }

    public RealmModel realm() {
        return session.getContext().getRealm();
    }

    public ApiVersion version() {
        return version;
    }

    /** The caller; {@code null} in an operation for {@link CallerKind#ANYBODY}. */
    public Caller caller() {
        return caller;
    }

    /**
     * The fields of the JSON body; none when there is no body.
     *
     * @throws ApiException 400 for malformed JSON, 413 above {@link #MAX_BODY}, 415 for another media type
     */
    public Fields fields() {
        HttpHeaders headers = session.getContext().getHttpRequest().getHttpHeaders();
        MediaType type = mediaType(headers);
        boolean hasBody = headers.getLength() > 0 || headers.getHeaderString("Transfer-Encoding") != null;
        if (hasBody && type != null && !isJson(type)) {
            throw unsupported("The media type must be application/json.");
        }
        try {
            byte[] bytes = RequestBody.stream().readNBytes(MAX_BODY + 1);
            if (bytes.length > MAX_BODY) {
                throw ApiError.technical(
                                413, ErrorCode.BAD_REQUEST, "The request body is larger than " + MAX_BODY + " bytes.")
                        .asException();
            }
            return bytes.length == 0 ? Fields.none() : new Fields(version.json().readObject(decode(bytes, type)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MediaType mediaType(HttpHeaders headers) {
        try {
            return headers.getMediaType();
        } catch (RuntimeException malformed) {
            throw unsupported("The Content-Type is malformed.");
        }
    }

    private static boolean isJson(MediaType type) {
        return type.getType().equalsIgnoreCase("application")
                && (type.getSubtype().equalsIgnoreCase("json")
                        || type.getSubtype().toLowerCase(Locale.ROOT).endsWith("+json"));
    }

    private static Reader decode(byte[] bytes, MediaType type) {
        String name = type == null ? null : type.getParameters().get(MediaType.CHARSET_PARAMETER);
        try {
            Charset charset = name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
            return new StringReader(
                    charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw unsupported("The charset of the Content-Type is unknown.");
        } catch (CharacterCodingException e) {
            throw ApiError.badRequest("The request body is not encoded as its charset says.")
                    .asException();
        }
    }

    private static ApiException unsupported(String message) {
        return ApiError.technical(415, ErrorCode.UNSUPPORTED_MEDIA_TYPE, message)
                .asException();
    }
}
