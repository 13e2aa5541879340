package io.github.keycloakfinapi.internals;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.keycloak.OAuth2Constants;
import org.keycloak.Token;
import org.keycloak.TokenCategory;
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
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.AccessTokenResponse;
import org.keycloak.representations.RefreshToken;
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
 * @param policy the error of the client policy that refused them, or {@code null}
 * @param reason why they were refused, one of {@link org.keycloak.events.Errors}, or {@code null}. It is taken from
 *     Keycloak's event, because the answer reveals nothing about the user
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
    public static TokenGrant run(
            KeycloakSession session, MultivaluedMap<String, String> parameters, TokenMaking making) {
        return run(session, parameters, making, SessionView.of(session));
    }

    /**
     * Runs the password grant. Keycloak looks for the user after it has authenticated the client.
     *
     * @param users finds the user by name, or {@code null}; an exception ends the grant
     */
    public static TokenGrant run(
            KeycloakSession session,
            MultivaluedMap<String, String> parameters,
            TokenMaking making,
            Function<String, UserModel> users) {
        return run(
                session,
                parameters,
                making,
                SessionView.of(session)
                        .withUserByName(users)
                        .withProtector(new BruteForce(session))
                        .withUserSession(making::userSession));
    }

    private static TokenGrant run(
            KeycloakSession session, MultivaluedMap<String, String> parameters, TokenMaking making, SessionView view) {
        KeycloakContext context = session.getContext();
        HttpRequest request = context.getHttpRequest();
        context.setHttpRequest(new FormRequest(request, parameters));
        EventBuilder event = new EventBuilder(context.getRealm(), session, context.getConnection());
        boolean clientToken =
                OAuth2Constants.CLIENT_CREDENTIALS.equals(parameters.getFirst(OAuth2Constants.GRANT_TYPE));
        AtomicBoolean asked = new AtomicBoolean();
        if (clientToken) {
            view.withGrant(grant -> unlessInstead(grant, making, event)).withoutSearchInNewSessions();
        }
        KeycloakSession its = view.withTokens(token -> {
                    asked.set(true);
                    return encode(session, token, clientToken, making, event);
                })
                .session();
        try {
            Response response = new TokenEndpoint(its, new TokenManager(), event).processGrantRequest();
            boolean refreshed = !clientToken && !asked.get();
            if (refreshed && response.getEntity() instanceof AccessTokenResponse tokens) {
                takeOver(session, tokens, making);
            }
            return of(response, context.getClient(), event.getEvent());
        } catch (WebApplicationException e) {
            return of(e.getResponse(), context.getClient(), event.getEvent());
        } finally {
            context.setHttpRequest(request);
        }
    }

    private static OAuth2GrantType unlessInstead(OAuth2GrantType grant, TokenMaking making, EventBuilder event) {
        // Its methods differ between versions of Keycloak.
        return (OAuth2GrantType) Proxy.newProxyInstance(
                OAuth2GrantType.class.getClassLoader(),
                new Class<?>[] {OAuth2GrantType.class},
                (proxy, method, arguments) -> {
                    Optional<AccessTokenResponse> instead =
                            method.getName().equals("process") ? making.instead(event) : Optional.empty();
                    if (instead.isPresent()) {
                        return Response.ok(instead.get()).build();
                    }
                    try {
                        return method.invoke(grant, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static String encode(
            KeycloakSession session, Token token, boolean clientToken, TokenMaking making, EventBuilder event) {
        if (!(token instanceof AccessToken its)) {
            return session.tokens().encode(token);
        }
        if (token.getCategory() == TokenCategory.ACCESS) {
            applyLifespan(session, its, clientToken);
        }
        return making.encode(its, event);
    }

    /** Since 26.7 Keycloak refreshes tokens through a provider, which has the session itself instead of the view. */
    private static void takeOver(KeycloakSession session, AccessTokenResponse tokens, TokenMaking making) {
        AccessToken token = session.tokens().decode(tokens.getToken(), AccessToken.class);
        Long end = token.getExp();
        applyLifespan(session, token, false);
        if (!token.getExp().equals(end)) {
            tokens.setToken(session.tokens().encode(token));
            tokens.setExpiresIn(token.getExp() - TimeUnit.MILLISECONDS.toSeconds(Time.currentTimeMillis()));
        }
        making.made(token, tokens.getToken());
        if (tokens.getRefreshToken() != null) {
            making.made(
                    session.tokens().decode(tokens.getRefreshToken(), RefreshToken.class), tokens.getRefreshToken());
        }
    }

    /** Does what the mapper does, in case the client does not have it. */
    private static void applyLifespan(KeycloakSession session, AccessToken token, boolean clientToken) {
        ClientModel client = session.getContext().getClient();
        TokenLifespan.apply(token, client, clientToken ? null : clientSession(session, client, token));
    }

    private static AuthenticatedClientSessionModel clientSession(
            KeycloakSession session, ClientModel client, AccessToken token) {
        RealmModel realm = session.getContext().getRealm();
        UserSessionModel online = session.sessions().getUserSession(realm, token.getSessionId());
        UserSessionModel its =
                online == null ? session.sessions().getOfflineUserSession(realm, token.getSessionId()) : online;
        return its.getAuthenticatedClientSessionByClient(client.getId());
    }

    /** The tokens in finAPI's format. */
    public TokenResponse response(boolean clientToken) {
        if (tokens instanceof TokenResponse shaped) {
            return shaped;
        }
        return clientToken ? TokenResponse.ofClient(tokens) : TokenResponse.ofUser(tokens);
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
