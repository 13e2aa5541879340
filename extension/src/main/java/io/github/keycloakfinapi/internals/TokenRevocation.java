package io.github.keycloakfinapi.internals;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.keycloak.OAuth2Constants;
import org.keycloak.events.EventBuilder;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.endpoints.TokenRevocationEndpoint;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;

/** Revokes tokens through Keycloak's own endpoint, run in process: client policies and events are Keycloak's. */
public final class TokenRevocation {
    private TokenRevocation() {}

    /**
     * Revokes an access token, or the whole authorization of a refresh token.
     *
     * @param client the caller, which its own token has authenticated; Keycloak's endpoint also requires its secret
     * @return the OAuth error code, or {@code null} for success
     */
    public static String revoke(KeycloakSession session, ClientModel client, String token) {
        MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
        parameters.putSingle(OAuth2Constants.CLIENT_ID, client.getClientId());
        parameters.putSingle(OAuth2Constants.CLIENT_SECRET, client.getSecret());
        parameters.putSingle("token", token);
        KeycloakContext context = session.getContext();
        HttpRequest request = context.getHttpRequest();
        context.setHttpRequest(new FormRequest(request, parameters));
        try {
            EventBuilder event = new EventBuilder(context.getRealm(), session, context.getConnection());
            return error(new TokenRevocationEndpoint(session, event).revoke());
        } catch (WebApplicationException e) {
            return error(e.getResponse());
        } finally {
            context.setHttpRequest(request);
        }
    }

    /** Ends the sessions of an access token at this client, and all their tokens. */
    public static void endAuthorization(KeycloakSession session, ClientModel client, String encodedToken) {
        RealmModel realm = session.getContext().getRealm();
        AccessToken token = session.tokens().decode(encodedToken, AccessToken.class);
        if (token == null
                || token.getSessionId() == null
                || !client.getClientId().equals(token.getIssuedFor())) {
            return;
        }
        end(session, client, session.sessions().getUserSession(realm, token.getSessionId()));
        end(session, client, session.sessions().getOfflineUserSession(realm, token.getSessionId()));
    }

    private static void end(KeycloakSession session, ClientModel client, UserSessionModel userSession) {
        AuthenticatedClientSessionModel clientSession =
                userSession == null ? null : userSession.getAuthenticatedClientSessionByClient(client.getId());
        if (clientSession == null) {
            return;
        }
        clientSession.detachFromUserSession();
        if (!userSession.getAuthenticatedClientSessions().isEmpty()) {
            return;
        }
        RealmModel realm = session.getContext().getRealm();
        if (userSession.isOffline()) {
            session.sessions().removeOfflineUserSession(realm, userSession);
        } else {
            session.sessions().removeUserSession(realm, userSession);
        }
    }

    private static String error(Response response) {
        return response.getEntity() instanceof OAuth2ErrorRepresentation error ? error.getError() : null;
    }
}
