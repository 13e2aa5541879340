package io.github.keycloakfinapi.internals;

import java.util.List;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.mappers.AbstractOIDCProtocolMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAccessTokenMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAccessTokenResponseMapper;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.AccessTokenResponse;

/**
 * Makes Keycloak's own token endpoint answer a client in finAPI's format, and sets a separate lifetime for client tokens.
 * Keycloak has one lifetime for client and user tokens.
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
        return isClientToken(clientSession) ? TokenResponse.ofClient(response) : TokenResponse.ofUser(response);
    }

    @Override
    public AccessToken transformAccessToken(
            AccessToken token,
            ProtocolMapperModel model,
            KeycloakSession session,
            UserSessionModel userSession,
            ClientSessionContext clientSession) {
        AuthenticatedClientSessionModel its = clientSession.getClientSession();
        TokenLifespan.apply(token, its.getClient(), isClientToken(clientSession) ? null : its);
        return token;
    }

    private static boolean isClientToken(ClientSessionContext session) {
        return OAuth2Constants.CLIENT_CREDENTIALS.equals(session.getAttribute(Constants.GRANT_TYPE, String.class));
    }

    /** Runs last, because it removes what other mappers add. */
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
