package io.github.keycloakfinapi.oauth;

import io.github.keycloakfinapi.api.Answer;
import io.github.keycloakfinapi.api.ApiError;
import io.github.keycloakfinapi.api.ApiRequest;
import io.github.keycloakfinapi.api.Caller;
import io.github.keycloakfinapi.keycloak.TokenGrant;
import io.github.keycloakfinapi.keycloak.TokenResponse;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Objects;
import java.util.Set;
import org.keycloak.OAuth2Constants;
import org.keycloak.OAuthErrorException;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Gives client tokens and user tokens.
 *
 * <p>Source: finAPI reference, section 2.1.
 */
public final class TokenOperation {
    private static final Set<String> USER_GRANTS = Set.of(OAuth2Constants.PASSWORD, OAuth2Constants.REFRESH_TOKEN);

    private TokenOperation() {}

    public static Answer token(ApiRequest request) {
        KeycloakSession session = request.session();
        MultivaluedMap<String, String> parameters = request.parameters();
        // finAPI knows one scope and no parameter for it; Keycloak would refuse a scope that it does not know.
        parameters.remove(OAuth2Constants.SCOPE);
        String grantType = Objects.requireNonNullElse(parameters.getFirst(OAuth2Constants.GRANT_TYPE), "");
        if (!OAuth2Constants.CLIENT_CREDENTIALS.equals(grantType) && !USER_GRANTS.contains(grantType)) {
            return ApiError.badRequest(
                    "The parameter 'grant_type' must be client_credentials, password or refresh_token.");
        }
        TokenGrant grant = TokenGrant.run(session, parameters);
        if (grant.tokens() == null) {
            return refusal(grant);
        }
        requireFinapiClient(session, request.realm(), grant.client(), USER_GRANTS.contains(grantType));
        return Answer.ok(TokenResponse.of(grant.tokens()));
    }

    /** Keycloak also serves public clients and those of other applications; finAPI's callers are none of them. */
    private static void requireFinapiClient(
            KeycloakSession session, RealmModel realm, ClientModel client, boolean forUser) {
        UserModel serviceAccount =
                client.isPublicClient() ? null : session.users().getServiceAccount(client);
        if (serviceAccount != null && Caller.hasRole(realm, serviceAccount, Caller.APP_ROLE)) {
            return;
        }
        boolean admin = serviceAccount != null && Caller.hasRole(realm, serviceAccount, Caller.ADMIN_ROLE);
        if (!admin) {
            throw ApiError.BAD_CLIENT_CREDENTIALS.asException();
        }
        if (forUser) {
            throw ApiError.ACCESS_DENIED.asException();
        }
    }

    // By the error's name and not by its status, which differs between versions of Keycloak.
    private static Answer refusal(TokenGrant grant) {
        String error = grant.error();
        if (OAuthErrorException.INVALID_CLIENT.equals(error)
                || OAuthErrorException.UNAUTHORIZED_CLIENT.equals(error) && grant.status() == 401) {
            return ApiError.BAD_CLIENT_CREDENTIALS;
        }
        if (OAuthErrorException.UNAUTHORIZED_CLIENT.equals(error) || grant.status() == 403) {
            return ApiError.ACCESS_DENIED;
        }
        if (error == null || grant.status() >= 500) {
            throw new IllegalStateException("Keycloak's token endpoint answered " + grant.status());
        }
        return ApiError.badRequest(grant.description() == null ? error : grant.description());
    }
}
