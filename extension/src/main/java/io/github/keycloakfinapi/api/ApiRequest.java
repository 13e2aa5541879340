package io.github.keycloakfinapi.api;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import org.keycloak.common.util.Encode;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * A request that has passed the entry: it is routed, and its caller is known and allowed.
 *
 * @param path below {@code {server}/realms/{realm}}, not decoded
 * @param caller the caller; {@code null} in an operation for {@link CallerKind#ANYBODY}
 * @param variable the last segment of a path that ends in a variable, not decoded; {@code null} for other paths
 */
public record ApiRequest(KeycloakSession session, ApiVersion version, String path, Caller caller, String variable) {

    public RealmModel realm() {
        return session.getContext().getRealm();
    }

    /**
     * The fields of the JSON body; none if there is no body.
     *
     * @throws ApiException 400 for malformed JSON, 413 for a body that is too large, 415 for another media type
     */
    public Fields fields() {
        return body().json(version.json());
    }

    /**
     * The parameters of the query and of the form in the body together.
     *
     * @throws ApiException 400 for a malformed form or query, 413 for a body that is too large, 415 for another media type
     */
    public MultivaluedMap<String, String> parameters() {
        MultivaluedMap<String, String> parameters = body().form(version.json());
        Form.ofQuery(http()).forEach(parameters::addAll);
        return parameters;
    }

    /**
     * The decoded variable; a "+" in a path stays a "+".
     *
     * @throws ApiException 400 if its encoding is invalid
     */
    public String decodedVariable() {
        try {
            return Encode.decodePath(variable);
        } catch (RuntimeException malformed) {
            throw ApiError.badRequest("The parameter 'userId' in the path is not encoded as UTF-8.")
                    .asException();
        }
    }

    /**
     * A parameter of the query, or {@code null}.
     *
     * @throws ApiException 400 if it occurs twice, or the encoding of the query is invalid
     */
    public String query(String name) {
        List<String> values = queries(name);
        if (values.size() > 1) {
            throw ApiError.badRequest("The parameter '" + name + "' is given twice.")
                    .asException();
        }
        return values.isEmpty() ? null : values.get(0);
    }

    /**
     * All values of a parameter that may occur more than once in the query.
     *
     * @throws ApiException 400 if the encoding of the query is invalid
     */
    public List<String> queries(String name) {
        return Form.ofQuery(http()).getOrDefault(name, List.of());
    }

    /**
     * Checks the version of a client that the operation itself has authenticated.
     *
     * @throws ApiException 403 on a path of the other version
     */
    public void requireAllowed(ClientModel client) {
        ApiVersion.requireAllowed(client, path);
    }

    /** The {@code Authorization} header, or {@code null}. */
    public String authorization() {
        return http().getHttpHeaders().getHeaderString(HttpHeaders.AUTHORIZATION);
    }

    private Body body() {
        return Body.of(http().getHttpHeaders());
    }

    private HttpRequest http() {
        return session.getContext().getHttpRequest();
    }
}
