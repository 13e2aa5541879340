package io.github.keycloakfinapi.api;

import io.github.keycloakfinapi.keycloak.BearerToken;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.keycloak.headers.SecurityHeadersProvider;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.RealmModel;

/**
 * The one way in: every request passes here before an operation, and every answer after it. No operation can be reached
 * past its caller check, and nothing leaves but an answer in finAPI's shape.
 */
final class Entry {
    private static final Logger LOG = Logger.getLogger(Entry.class);
    private static final int MAX_REQUEST_ID = 255;
    private static final String REQUEST_ID = "X-Request-Id";
    private static final List<String> OVERRIDABLE = List.of("PATCH", "DELETE");

    private final KeycloakSession session;
    private final HttpHeaders headers;
    private final String path;
    private final ApiVersion version;
    private final String method;

    private String requestId = "selfgen-" + UUID.randomUUID();
    private AuthContext authContext;
    private ClientModel callingClient;

    Entry(KeycloakSession session) {
        this.session = session;
        headers = session.getContext().getHttpRequest().getHttpHeaders();
        path = pathBelowRealm(session);
        version = path.startsWith(ApiVersion.V2.path()) ? ApiVersion.V2 : ApiVersion.V1;
        method = effectiveMethod();
        authContext = AuthContext.of(session.getContext().getRealm());
    }

    Response handle(Router router) {
        try {
            readRequestId();
            requireTransportSecurity();
            if (isPreflight()) {
                return preflight();
            }
            Router.Match match = router.find(method, path);
            Caller caller = authorize(match.operation());
            Answer answer = match.operation()
                    .handler()
                    .handle(new ApiRequest(session, version, path, caller, match.variable()));
            Response response = write(answer);
            commit();
            return response;
        } catch (ApiException e) {
            rollback();
            return write(e.error());
        } catch (ModelDuplicateException e) {
            rollback();
            return write(ApiError.business(422, ErrorCode.ENTITY_EXISTS, "entity.exists"));
        } catch (RuntimeException e) {
            rollback();
            LOG.errorf(e, "%s %s failed, request id %s", method, path, requestId);
            return write(ApiError.UNEXPECTED);
        }
    }

    private void readRequestId() {
        String given = headers.getHeaderString(REQUEST_ID);
        if (given == null || given.isBlank()) {
            return;
        }
        if (given.length() > MAX_REQUEST_ID) {
            throw ApiError.badRequest(
                            "The header " + REQUEST_ID + " may have at most " + MAX_REQUEST_ID + " characters.")
                    .asException();
        }
        requestId = given;
    }

    private void requireTransportSecurity() {
        RealmModel realm = session.getContext().getRealm();
        boolean secure =
                "https".equals(session.getContext().getUri().getBaseUri().getScheme());
        if (!secure && realm.getSslRequired().isRequired(session.getContext().getConnection())) {
            throw ApiError.technical(403, ErrorCode.UNAUTHORIZED_ACCESS, "HTTPS required")
                    .asException();
        }
        if (!realm.isEnabled()) {
            throw ApiError.ACCESS_DENIED.asException();
        }
    }

    private Caller authorize(Operation operation) {
        if (operation.caller() == CallerKind.ANYBODY) {
            return null;
        }
        BearerToken token = hasTwoAuthorizations() ? null : BearerToken.of(session, tokenInQuery());
        if (token == null) {
            throw ApiError.INVALID_TOKEN.asException();
        }
        RealmModel realm = session.getContext().getRealm();
        authContext = AuthContext.of(realm, token.user());
        callingClient = token.client();
        if (!Caller.isOfKind(token, session, operation.caller())) {
            throw ApiError.ACCESS_DENIED.asException();
        }
        ApiVersion.requireAllowed(token.client(), path);
        return Caller.of(token);
    }

    /** Whichever of them is read here, something on the way may read the other. */
    private boolean hasTwoAuthorizations() {
        return headers.getRequestHeader(HttpHeaders.AUTHORIZATION).size() > 1;
    }

    /** v1 takes it from there when there is no header; of two tokens it takes none. */
    private String tokenInQuery() {
        List<String> tokens =
                session.getContext().getUri().getQueryParameters().getOrDefault("access_token", List.of());
        boolean taken = version == ApiVersion.V1
                && headers.getHeaderString(HttpHeaders.AUTHORIZATION) == null
                && tokens.size() == 1;
        return taken ? tokens.get(0) : null;
    }

    private boolean isPreflight() {
        CrossOrigin page = CrossOrigin.of(session, headers, path);
        return method.equals("OPTIONS")
                && page != null
                && headers.getHeaderString("Access-Control-Request-Method") != null
                && page.isAllowed(null);
    }

    private Response preflight() {
        Response.ResponseBuilder response = empty(200);
        CrossOrigin.preflightHeaders().forEach(response::header);
        return finish(response, "no-store");
    }

    /** What only the commit finds out, such as a duplicate, must still become an answer of ours. */
    private void commit() {
        KeycloakTransactionManager transaction = session.getTransactionManager();
        if (transaction.isActive()) {
            if (transaction.getRollbackOnly()) {
                transaction.rollback();
            } else {
                transaction.commit();
            }
        }
    }

    private void rollback() {
        if (session.getTransactionManager().isActive()) {
            session.getTransactionManager().setRollbackOnly();
        }
    }

    private Response write(Answer answer) {
        Response.ResponseBuilder response;
        String cacheControl = "no-store";
        if (answer instanceof ApiError error) {
            Object body = error.oauth() != null ? error.oauth() : envelope(error);
            response = json(error.status(), body);
            error.headers().forEach(response::header);
        } else if (answer instanceof Answer.Document document) {
            response = isKnown(document.headers().get(HttpHeaders.ETAG))
                    ? Response.notModified()
                    : Response.ok(document.content(), document.mediaType());
            document.headers().forEach(response::header);
            cacheControl = document.headers().getOrDefault(HttpHeaders.CACHE_CONTROL, cacheControl);
        } else {
            Answer.Success success = (Answer.Success) answer;
            response = success.body() == null ? empty(success.status()) : json(success.status(), success.body());
        }
        return finish(response, cacheControl);
    }

    private Response finish(Response.ResponseBuilder response, String cacheControl) {
        CrossOrigin page = CrossOrigin.of(session, headers, path);
        if (page != null && page.isAllowed(callingClient)) {
            page.headers().forEach(response::header);
        }
        // Keycloak's token endpoint has set it there too; on ours it would be a second one.
        session.getContext().getHttpResponse().setHeader(HttpHeaders.CACHE_CONTROL, cacheControl);
        skipSecurityHeadersThatWouldFail();
        return response.header(HttpHeaders.CACHE_CONTROL, null)
                .header(REQUEST_ID, requestId)
                .build();
    }

    private boolean isKnown(String etag) {
        String known = headers.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        return etag != null && known != null && known.contains(etag);
    }

    /** Keycloak's filter for these headers reads the request's media type, and makes a malformed one a 500. */
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

    private Envelope envelope(ApiError error) {
        Locale language = Messages.language(headers);
        List<EnvelopeDetail> details = error.details().stream()
                .map(detail -> new EnvelopeDetail(detail.message().in(language), detail.code(), detail.type()))
                .toList();
        return new Envelope(
                details, version.date(Instant.now()), requestId, method + " " + path, authContext.toString());
    }

    private record Envelope(
            List<EnvelopeDetail> errors, String date, String requestId, String endpoint, String authContext) {}

    private record EnvelopeDetail(String message, ErrorCode code, ApiError.Type type) {}

    private String effectiveMethod() {
        String verb = session.getContext().getHttpRequest().getHttpMethod();
        String override = headers.getHeaderString("X-HTTP-Method-Override");
        return verb.equals("POST") && override != null && OVERRIDABLE.contains(override) ? override : verb;
    }

    // Still encoded: a "+" in a path is itself, and an encoded "/" is part of its segment.
    private static String pathBelowRealm(KeycloakSession session) {
        UriInfo uri = session.getContext().getHttpRequest().getUri();
        String base = uri.getBaseUri().getRawPath();
        String[] realmsAndBelow =
                uri.getRequestUri().getRawPath().substring(base.length()).split("/", 3);
        return "/" + realmsAndBelow[realmsAndBelow.length - 1];
    }
}
