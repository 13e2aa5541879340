package io.github.keycloakfinapi.api;

import io.github.keycloakfinapi.internals.DatabaseOutage;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.keycloak.headers.SecurityHeadersProvider;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;

/**
 * Writes every answer: JSON in the form of its version, errors in finAPI's format, and the headers of all answers.
 *
 * <p>Source: finAPI reference, sections 6 and 7.
 */
final class AnswerWriter {
    static final String REQUEST_ID = "X-Request-Id";

    private final KeycloakSession session;
    private final HttpHeaders headers;
    private final ApiVersion version;
    private final String method;
    private final String path;

    AnswerWriter(KeycloakSession session, ApiVersion version, String method, String path) {
        this.session = session;
        this.headers = session.getContext().getHttpRequest().getHttpHeaders();
        this.version = version;
        this.method = method;
        this.path = path;
    }

    /**
     * What is known about a request when it is answered.
     *
     * @param client the calling client, or {@code null} if it is not known
     */
    record CallContext(String requestId, AuthContext authContext, ClientModel client) {}

    Response write(Answer answer, CallContext request) {
        if (answer instanceof ApiError error) {
            Object body = error.oauth() != null ? error.oauth() : envelope(error, request);
            return finish(json(error.status(), body), error.headers(), request);
        }
        if (answer instanceof Answer.Document document) {
            Response.ResponseBuilder response = isKnown(document.headers().get(HttpHeaders.ETAG))
                    ? Response.notModified()
                    : Response.ok(document.content(), document.mediaType());
            return finish(response, document.headers(), request);
        }
        Answer.Success success = (Answer.Success) answer;
        Response.ResponseBuilder response =
                success.body() == null ? empty(success.status()) : json(success.status(), success.body());
        return finish(response, success.headers(), request);
    }

    /**
     * Writes a failure of the server. It does not add CORS headers, because they would need the database, which may be down.
     */
    Response writeFailure(String requestId, AuthContext authContext) {
        CallContext request = new CallContext(requestId, authContext, null);
        return finishForAnyCaller(
                json(ApiError.UNEXPECTED.status(), envelope(ApiError.UNEXPECTED, request)), Map.of(), request);
    }

    private Response finish(Response.ResponseBuilder response, Map<String, String> own, CallContext request) {
        CrossOrigin page = CrossOrigin.of(session, headers, path);
        // Which pages are allowed may have to be read from the database.
        if (page != null && !DatabaseOutage.isOn() && page.isAllowed(request.client())) {
            page.headers().forEach(response::header);
        }
        return finishForAnyCaller(response, own, request);
    }

    private Response finishForAnyCaller(
            Response.ResponseBuilder response, Map<String, String> own, CallContext request) {
        own.forEach(response::header);
        if (CrossOrigin.isFor(path)) {
            response.header(HttpHeaders.VARY, "Origin");
        }
        // Keycloak's token endpoint has also set it; without this it would appear twice.
        session.getContext()
                .getHttpResponse()
                .setHeader(HttpHeaders.CACHE_CONTROL, own.getOrDefault(HttpHeaders.CACHE_CONTROL, "no-store"));
        skipSecurityHeadersThatWouldFail();
        return response.header(HttpHeaders.CACHE_CONTROL, null)
                .header(REQUEST_ID, request.requestId())
                .build();
    }

    private boolean isKnown(String etag) {
        String known = headers.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        return etag != null && known != null && known.contains(etag);
    }

    /** Keycloak's filter for these headers parses the request's media type, and answers 500 if it is malformed. */
    private void skipSecurityHeadersThatWouldFail() {
        try {
            headers.getMediaType();
        } catch (RuntimeException malformed) {
            session.getProvider(SecurityHeadersProvider.class).options().skipHeaders();
        }
    }

    private Response.ResponseBuilder json(int status, Object body) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(version.json().write(body));
    }

    private Response.ResponseBuilder empty(int status) {
        session.getProvider(SecurityHeadersProvider.class).options().allowEmptyContentType();
        return Response.status(status);
    }

    private Envelope envelope(ApiError error, CallContext request) {
        Locale language = Messages.language(headers);
        List<EnvelopeDetail> details = error.details().stream()
                .map(detail -> new EnvelopeDetail(detail.message().in(language), detail.code(), detail.type(), null))
                .toList();
        return new Envelope(
                details,
                version.date(Instant.now()),
                request.requestId(),
                method + " " + path,
                request.authContext().toString(),
                null);
    }

    /** @param bank only used by bank services; v1 has it in every error */
    private record Envelope(
            List<EnvelopeDetail> errors,
            String date,
            String requestId,
            String endpoint,
            String authContext,
            String bank) {}

    /** @param multiStepAuthentication only used by bank services; v1 has it in every error */
    private record EnvelopeDetail(String message, ErrorCode code, ApiError.Type type, String multiStepAuthentication) {}
}
