package io.github.keycloakfinapi.keycloak;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.keycloak.events.EventBuilder;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.protocol.oidc.endpoints.TokenEndpoint;
import org.keycloak.representations.AccessTokenResponse;
import org.keycloak.representations.RefreshToken;
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
 * @param reason why they were refused, one of {@link org.keycloak.events.Errors}, or {@code null}: Keycloak's event tells
 *     more than its answer, which keeps quiet about the user
 */
public record TokenGrant(
        AccessTokenResponse tokens, ClientModel client, int status, String error, String description, String reason) {

    /** Runs the grant with these parameters instead of those of the request's body. */
    public static TokenGrant run(KeycloakSession session, MultivaluedMap<String, String> parameters) {
        KeycloakContext context = session.getContext();
        HttpRequest request = context.getHttpRequest();
        context.setHttpRequest(new FormRequest(request, parameters));
        EventBuilder event = new EventBuilder(context.getRealm(), session, context.getConnection());
        try {
            return of(
                    new TokenEndpoint(session, new TokenManager(), event).processGrantRequest(),
                    context.getClient(),
                    event.getEvent().getError());
        } catch (WebApplicationException e) {
            return of(e.getResponse(), context.getClient(), event.getEvent().getError());
        } finally {
            context.setHttpRequest(request);
        }
    }

    /** The user of a refresh token of this realm, be it valid or not; {@code null} for another text. */
    public static UserModel userOf(KeycloakSession session, String refreshToken) {
        RefreshToken token = session.tokens().decode(refreshToken, RefreshToken.class);
        return token == null || token.getSubject() == null
                ? null
                : session.users().getUserById(session.getContext().getRealm(), token.getSubject());
    }

    private static TokenGrant of(Response response, ClientModel client, String reason) {
        Object entity = response.getEntity();
        int status = response.getStatus();
        if (entity instanceof AccessTokenResponse tokens) {
            return new TokenGrant(tokens, client, status, null, null, null);
        }
        if (entity instanceof OAuth2ErrorRepresentation error) {
            return new TokenGrant(null, client, status, error.getError(), error.getErrorDescription(), reason);
        }
        return new TokenGrant(null, client, status, null, null, reason);
    }
}
