package io.github.keycloakfinapi.keycloak;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.keycloak.common.util.Time;
import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.events.EventBuilder;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.protocol.oidc.endpoints.TokenEndpoint;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.AccessTokenResponse;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;

/**
 * The outcome of Keycloak's own token endpoint, run in process: client authentication, policies, brute-force detection and
 * events are Keycloak's.
 *
 * @param tokens the tokens, or {@code null} when they were refused
 * @param client the client that authenticated itself, or {@code null}
 * @param userId Keycloak's id of the user who got the tokens or was refused, or {@code null}
 * @param status Keycloak's HTTP status
 * @param error the OAuth error code, or {@code null}
 * @param description the OAuth error description, or {@code null}
 * @param policy the client policy's error that has refused them, or {@code null}
 * @param reason why they were refused, one of {@link org.keycloak.events.Errors}, or {@code null}: Keycloak's event tells
 *     more than its answer, which keeps quiet about the user
 */
public record TokenGrant(
        AccessTokenResponse tokens,
        ClientModel client,
        String userId,
        int status,
        String error,
        String description,
        String policy,
        String reason) {

    /** Runs the grant with these parameters instead of those of the request's body. */
    public static TokenGrant run(KeycloakSession session, MultivaluedMap<String, String> parameters) {
        return runIn(session, parameters);
    }

    /**
     * Runs the password grant. Keycloak asks for the user once the client is known.
     *
     * @param users finds the user of a name, or {@code null}; what it throws ends the grant
     */
    public static TokenGrant run(
            KeycloakSession session, MultivaluedMap<String, String> parameters, Function<String, UserModel> users) {
        SessionView view = SessionView.of(session).withUserByName(users).withProtector(new BruteForce(session));
        return runIn(view.session(), parameters);
    }

    /** The tokens as finAPI answers them. A client without the mapper gets what it would have done. */
    public TokenResponse response(KeycloakSession session, boolean clientToken) {
        if (tokens instanceof TokenResponse shaped) {
            return shaped;
        }
        applyLifespan(session, clientToken);
        return clientToken ? TokenResponse.ofClient(tokens) : TokenResponse.ofUser(tokens);
    }

    private void applyLifespan(KeycloakSession session, boolean clientToken) {
        AccessToken token = session.tokens().decode(tokens.getToken(), AccessToken.class);
        Long end = token.getExp();
        TokenLifespan.apply(token, client, clientToken ? null : clientSession(session, token));
        if (!token.getExp().equals(end)) {
            tokens.setToken(session.tokens().encode(token));
            tokens.setExpiresIn(token.getExp() - TimeUnit.MILLISECONDS.toSeconds(Time.currentTimeMillis()));
        }
    }

    private AuthenticatedClientSessionModel clientSession(KeycloakSession session, AccessToken token) {
        RealmModel realm = session.getContext().getRealm();
        UserSessionModel online = session.sessions().getUserSession(realm, token.getSessionId());
        UserSessionModel its =
                online == null ? session.sessions().getOfflineUserSession(realm, token.getSessionId()) : online;
        return its.getAuthenticatedClientSessionByClient(client.getId());
    }

    private static TokenGrant runIn(KeycloakSession session, MultivaluedMap<String, String> parameters) {
        KeycloakContext context = session.getContext();
        HttpRequest request = context.getHttpRequest();
        context.setHttpRequest(new FormRequest(request, parameters));
        EventBuilder event = new EventBuilder(context.getRealm(), session, context.getConnection());
        try {
            return of(
                    new TokenEndpoint(session, new TokenManager(), event).processGrantRequest(),
                    context.getClient(),
                    event.getEvent());
        } catch (WebApplicationException e) {
            return of(e.getResponse(), context.getClient(), event.getEvent());
        } finally {
            context.setHttpRequest(request);
        }
    }

    private static TokenGrant of(Response response, ClientModel client, Event event) {
        Object entity = response.getEntity();
        int status = response.getStatus();
        String user = event.getUserId();
        if (entity instanceof AccessTokenResponse tokens) {
            return new TokenGrant(tokens, client, user, status, null, null, null, null);
        }
        String policy = event.getDetails() == null ? null : event.getDetails().get(Details.CLIENT_POLICY_ERROR);
        return entity instanceof OAuth2ErrorRepresentation error
                ? new TokenGrant(
                        null,
                        client,
                        user,
                        status,
                        error.getError(),
                        error.getErrorDescription(),
                        policy,
                        event.getError())
                : new TokenGrant(null, client, user, status, null, null, policy, event.getError());
    }
}
