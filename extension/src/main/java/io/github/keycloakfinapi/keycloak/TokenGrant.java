package io.github.keycloakfinapi.keycloak;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.keycloak.events.EventBuilder;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.protocol.oidc.endpoints.TokenEndpoint;
import org.keycloak.representations.AccessTokenResponse;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;

/**
 * The outcome of Keycloak's own token endpoint, run in process: client authentication, policies, brute-force detection and
 * events are Keycloak's.
 *
 * @param tokens the tokens, or {@code null} when they were refused
 * @param client the client that authenticated itself, or {@code null}
 * @param status Keycloak's HTTP status
 * @param error the OAuth error code, or {@code null}
 * @param description the OAuth error description, or {@code null}
 */
public record TokenGrant(AccessTokenResponse tokens, ClientModel client, int status, String error, String description) {

    /** Runs the grant with these parameters instead of those of the request's body. */
    public static TokenGrant run(KeycloakSession session, MultivaluedMap<String, String> parameters) {
        KeycloakContext context = session.getContext();
        HttpRequest request = context.getHttpRequest();
        context.setHttpRequest(new FormRequest(request, parameters));
        try {
            EventBuilder event = new EventBuilder(context.getRealm(), session, context.getConnection());
            return of(new TokenEndpoint(session, new TokenManager(), event).processGrantRequest(), context.getClient());
        } catch (WebApplicationException e) {
            return of(e.getResponse(), context.getClient());
        } finally {
            context.setHttpRequest(request);
        }
    }

    private static TokenGrant of(Response response, ClientModel client) {
        Object entity = response.getEntity();
        int status = response.getStatus();
        if (entity instanceof AccessTokenResponse tokens) {
            return new TokenGrant(tokens, client, status, null, null);
        }
        if (entity instanceof OAuth2ErrorRepresentation error) {
            return new TokenGrant(null, client, status, error.getError(), error.getErrorDescription());
        }
        return new TokenGrant(null, client, status, null, null);
    }
}
