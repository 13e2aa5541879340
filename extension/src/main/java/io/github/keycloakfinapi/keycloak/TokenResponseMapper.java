package io.github.keycloakfinapi.keycloak;

import io.github.keycloakfinapi.settings.ClientSettings;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.utils.SessionExpirationUtils;
import org.keycloak.protocol.oidc.mappers.AbstractOIDCProtocolMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAccessTokenMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAccessTokenResponseMapper;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.AccessTokenResponse;

/**
 * Gives a client finAPI's token response at Keycloak's own token endpoint, and its client tokens a lifespan of their own,
 * where Keycloak has one for those of clients and users alike.
 */
public final class TokenResponseMapper extends AbstractOIDCProtocolMapper
        implements OIDCAccessTokenResponseMapper, OIDCAccessTokenMapper {
    public static final String ID = "finapi-token-response";

    @Override
    public AccessTokenResponse transformAccessTokenResponse(
            AccessTokenResponse response,
            ProtocolMapperModel model,
            KeycloakSession session,
            UserSessionModel userSession,
            ClientSessionContext clientSession) {
        return TokenResponse.of(response);
    }

    @Override
    public AccessToken transformAccessToken(
            AccessToken token,
            ProtocolMapperModel model,
            KeycloakSession session,
            UserSessionModel userSession,
            ClientSessionContext clientSession) {
        ClientSettings settings =
                new ClientSettings(clientSession.getClientSession().getClient());
        boolean forClient = OAuth2Constants.CLIENT_CREDENTIALS.equals(
                clientSession.getAttribute(Constants.GRANT_TYPE, String.class));
        Optional<Integer> lifespan =
                forClient ? settings.clientAccessTokenLifespan() : settings.userAccessTokenLifespan();
        long longest = token.getIat() + (long) session.getContext().getRealm().getSsoSessionMaxLifespan();
        lifespan.ifPresent(seconds -> token.exp(
                seconds > 0
                        ? token.getIat() + seconds
                        : forClient ? longest : Math.min(longest, end(clientSession.getClientSession()))));
        return token;
    }

    /** When the session of a user at a client is over, seconds since the epoch. */
    private static long end(AuthenticatedClientSessionModel session) {
        UserSessionModel userSession = session.getUserSession();
        long end = SessionExpirationUtils.calculateClientSessionMaxLifespanTimestamp(
                userSession.isOffline(),
                userSession.isRememberMe(),
                TimeUnit.SECONDS.toMillis(session.getStarted()),
                TimeUnit.SECONDS.toMillis(userSession.getStarted()),
                session.getRealm(),
                session.getClient());
        boolean endless = end < 0;
        return endless ? Long.MAX_VALUE : TimeUnit.MILLISECONDS.toSeconds(end);
    }

    /** Last, since it drops what other mappers add. */
    @Override
    public int getPriority() {
        return Integer.MAX_VALUE;
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayType() {
        return "finAPI token response";
    }

    @Override
    public String getDisplayCategory() {
        return TOKEN_MAPPER_CATEGORY;
    }

    @Override
    public String getHelpText() {
        return "Answers token requests with exactly the fields of finAPI Access: access_token, token_type (bearer),"
                + " expires_in, scope (all) and refresh_token.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return List.of();
    }
}
