package io.github.keycloakfinapi.api;

import io.github.keycloakfinapi.internals.BearerToken;
import io.github.keycloakfinapi.internals.ClusterFailure;
import io.github.keycloakfinapi.internals.DatabaseFailure;
import io.github.keycloakfinapi.internals.DatabaseOutage;
import io.github.keycloakfinapi.internals.Traces;
import io.github.keycloakfinapi.internals.UserStore;
import io.github.keycloakfinapi.settings.ClientSettings;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.RealmModel;

/**
 * The only entry: every request passes through here before its operation, and every answer after it. So no operation can be
 * reached without the check of its caller, and every answer is in finAPI's format.
 */
final class Entry {
    private static final Logger LOG = Logger.getLogger(Entry.class);
    private static final int MAX_REQUEST_ID = 255;
    private static final List<String> OVERRIDABLE = List.of("PATCH", "DELETE");

    private final KeycloakSession session;
    private final String realm;
    private final HttpHeaders headers;
    private final String path;
    private final ApiVersion version;
    private final String method;
    private final AnswerWriter writer;

    private String requestId = "selfgen-" + UUID.randomUUID();
    private AuthContext authContext;
    private ClientModel callingClient;
    private String callingClientId;
    private Operation operation = Operation.UNKNOWN;
    private Answer outcome;

    Entry(KeycloakSession session) {
        this.session = session;
        realm = session.getContext().getRealm().getName();
        headers = session.getContext().getHttpRequest().getHttpHeaders();
        path = pathBelowRealm(session);
        version = path.startsWith(ApiVersion.V2.path()) ? ApiVersion.V2 : ApiVersion.V1;
        method = effectiveMethod();
        writer = new AnswerWriter(session, version, method, path);
        authContext = AuthContext.of(session.getContext().getRealm());
    }

    Response serve(Router router) {
        long start = System.nanoTime();
        Response response = handle(router);
        int status = response.getStatus();
        String error = outcome instanceof ApiError refusal ? refusal.code() : null;
        CallMeters.count(operation.name(), version, status, error, System.nanoTime() - start);
        if (operation.changes()) {
            Answer.About about = outcome instanceof Answer.Success success ? success.about() : null;
            new ChangeLine(operation, version, realm, callingClientId, requestId, status, error, about).write();
        }
        return response;
    }

    private Response handle(Router router) {
        try {
            // First of all: every other step may fail while the database is away.
            keepQueryFromTraces();
            requireDatabase(router);
            requireFinapiRealm();
            readRequestId();
            requireTransportSecurity();
            if (isPreflight()) {
                operation = Operation.PREFLIGHT;
                return write(new Answer.Success(200, null, CrossOrigin.preflightHeaders()));
            }
            Router.Match match = router.find(method, path);
            operation = match.operation();
            Traces.name(operation.path(), operation.name(), version.label());
            Caller caller = authorize(operation);
            Answer answer =
                    operation.handler().handle(new ApiRequest(session, version, path, caller, match.variable()));
            Response response = write(answer);
            commit(answer);
            if (answer instanceof Answer.Success success && success.before() != null) {
                success.before().run();
            }
            return response;
        } catch (ApiException e) {
            return refuse(e.error());
        } catch (ModelDuplicateException e) {
            return refuse(ApiError.business(422, ErrorCode.ENTITY_EXISTS, "entity.exists"));
        } catch (NotFoundException noFinapiHere) {
            throw noFinapiHere;
        } catch (RuntimeException e) {
            return isTemporary(e)
                    ? refuse(ApiError.NOT_NOW)
                    : UserStore.isRefusal(e) ? refuse(ApiError.READ_ONLY) : fail(e);
        } catch (Throwable e) {
            // Also errors such as a missing class, which would otherwise be answered in Keycloak's format.
            return fail(e);
        }
    }

    private boolean isTemporary(RuntimeException failure) {
        DatabaseOutage.notice(session.getKeycloakSessionFactory(), failure);
        return UserStore.isAway(failure) || DatabaseFailure.isTemporary(failure) || ClusterFailure.isTemporary(failure);
    }

    private Response refuse(ApiError error) {
        try {
            Response response = write(error);
            rollback();
            return response;
        } catch (RuntimeException e) {
            return fail(e);
        }
    }

    private Response fail(Throwable e) {
        LOG.errorf(e, "%s %s failed, request id %s", method, path, requestId);
        try {
            rollback();
        } catch (RuntimeException alsoFailed) {
            LOG.debugf(alsoFailed, "The transaction of the request %s was not rolled back", requestId);
        }
        outcome = ApiError.UNEXPECTED;
        return writer.writeFailure(requestId, authContext);
    }

    /** Reads nothing from the database: even the realm's roles may not be in the cache. */
    private void requireDatabase(Router router) {
        if (DatabaseOutage.isOn()) {
            readRequestId();
            operation = method.equals("OPTIONS")
                    ? Operation.PREFLIGHT
                    : router.find(method, path).operation();
            throw ApiError.NOT_NOW.asException();
        }
    }

    /** Realms without finAPI's roles have no finAPI paths: Keycloak answers as it does without this extension. */
    private void requireFinapiRealm() {
        RealmModel realm = session.getContext().getRealm();
        if (realm.getRole(Caller.APP_ROLE) == null && realm.getRole(Caller.ADMIN_ROLE) == null) {
            throw new NotFoundException();
        }
    }

    /** Old clients send secrets in the query, and many people can read traces. */
    private void keepQueryFromTraces() {
        if (session.getContext().getHttpRequest().getUri().getRequestUri().getRawQuery() != null) {
            Traces.hideQuery();
        }
    }

    private void readRequestId() {
        String given = headers.getHeaderString(AnswerWriter.REQUEST_ID);
        if (given == null || given.isBlank()) {
            return;
        }
        if (given.length() > MAX_REQUEST_ID) {
            throw ApiError.badRequest("The header " + AnswerWriter.REQUEST_ID + " may have at most " + MAX_REQUEST_ID
                            + " characters.")
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
        if (token == null || new ClientSettings(token.client()).hasOpenSecret()) {
            throw ApiError.INVALID_TOKEN.asException();
        }
        RealmModel realm = session.getContext().getRealm();
        authContext = AuthContext.of(realm, token.user());
        callingClient = token.client();
        callingClientId = callingClient.getClientId();
        Caller caller = Caller.of(token, session, operation.caller()).orElseThrow(ApiError.ACCESS_DENIED::asException);
        ApiVersion.requireAllowed(token.client(), path);
        return caller;
    }

    /** Refused, because a proxy may have read another one than this server does. */
    private boolean hasTwoAuthorizations() {
        return headers.getRequestHeader(HttpHeaders.AUTHORIZATION).size() > 1;
    }

    /** v1 accepts a token in the query if there is no header, but not two of them. */
    private String tokenInQuery() {
        if (version != ApiVersion.V1 || headers.getHeaderString(HttpHeaders.AUTHORIZATION) != null) {
            return null;
        }
        List<String> tokens =
                Form.ofQuery(session.getContext().getHttpRequest()).getOrDefault("access_token", List.of());
        return tokens.size() == 1 ? tokens.get(0) : null;
    }

    private boolean isPreflight() {
        CrossOrigin page = CrossOrigin.of(session, headers, path);
        return method.equals("OPTIONS")
                && page != null
                && headers.getHeaderString("Access-Control-Request-Method") != null
                && page.isAllowed(null);
    }

    /**
     * Commits before the answer, so that an error that only shows at the commit, such as a duplicate, still gets finAPI's
     * answer.
     */
    private void commit(Answer answer) {
        KeycloakTransactionManager transaction = session.getTransactionManager();
        if (transaction.isActive()) {
            if (!transaction.getRollbackOnly()) {
                commitOrUndo(transaction, answer);
            } else if (answer instanceof ApiError) {
                transaction.rollback();
            } else {
                throw new IllegalStateException("The transaction was rolled back");
            }
        }
    }

    private static void commitOrUndo(KeycloakTransactionManager transaction, Answer answer) {
        try {
            transaction.commit();
        } catch (RuntimeException e) {
            if (answer instanceof Answer.Success success && success.undo() != null) {
                success.undo().run();
            }
            throw e;
        }
    }

    /** Rolls back at once: whoever waits for the end of the transaction must not wait until the answer is sent. */
    private void rollback() {
        if (session.getTransactionManager().isActive()) {
            session.getTransactionManager().rollback();
        }
    }

    private Response write(Answer answer) {
        outcome = answer;
        return writer.write(answer, new AnswerWriter.CallContext(requestId, authContext, callingClient));
    }

    private String effectiveMethod() {
        String verb = session.getContext().getHttpRequest().getHttpMethod();
        String override = headers.getHeaderString("X-HTTP-Method-Override");
        return verb.equals("POST") && override != null && OVERRIDABLE.contains(override) ? override : verb;
    }

    // Not decoded: a "+" in a path stays a "+", and an encoded "/" is part of its segment.
    private static String pathBelowRealm(KeycloakSession session) {
        UriInfo uri = session.getContext().getHttpRequest().getUri();
        String base = uri.getBaseUri().getRawPath();
        String[] realmsAndBelow =
                uri.getRequestUri().getRawPath().substring(base.length()).split("/", 3);
        return "/" + realmsAndBelow[realmsAndBelow.length - 1];
    }
}
