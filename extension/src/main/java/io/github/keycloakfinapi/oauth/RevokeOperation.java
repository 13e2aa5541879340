package io.github.keycloakfinapi.oauth;

import io.github.keycloakfinapi.account.FinapiUser;
import io.github.keycloakfinapi.api.Answer;
import io.github.keycloakfinapi.api.ApiError;
import io.github.keycloakfinapi.api.ApiRequest;
import io.github.keycloakfinapi.internals.TokenHolder;
import io.github.keycloakfinapi.internals.TokenRevocation;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Set;
import org.keycloak.OAuthErrorException;
import org.keycloak.models.ClientModel;
import org.keycloak.models.UserModel;

/**
 * Revokes tokens of the calling client.
 *
 * <p>Source: finAPI reference, section 2.2; RFC 7009.
 */
public final class RevokeOperation {
    private static final String ACCESS_TOKEN = "access_token";
    private static final Set<String> HINTS = Set.of(ACCESS_TOKEN, "refresh_token");
    private static final Set<String> REFUSALS =
            Set.of(OAuthErrorException.INVALID_CLIENT, OAuthErrorException.UNAUTHORIZED_CLIENT);

    private RevokeOperation() {}

    /** Also answers 200 for an unknown token or another client's, so that nobody learns whether it exists. */
    public static Answer revoke(ApiRequest request) {
        MultivaluedMap<String, String> parameters = request.parameters();
        String token = parameters.getFirst("token");
        String hint = parameters.getFirst("token_type_hint");
        if (token == null || token.isBlank()) {
            return ApiError.badRequest("The parameter 'token' must be given.");
        }
        if (parameters.values().stream().anyMatch(values -> values.size() > 1)) {
            return ApiError.badRequest("No parameter may be given twice.");
        }
        if (hint != null && !HINTS.contains(hint)) {
            return ApiError.badRequest("The parameter 'token_type_hint' must be access_token or refresh_token.");
        }
        ClientModel client = request.caller().client();
        if (TokenHolder.of(request.session(), token)
                .filter(holder -> !isInReach(request, client, holder))
                .isPresent()) {
            return Answer.done();
        }
        String error = TokenRevocation.revoke(request.session(), client, token);
        if (OAuthErrorException.UNSUPPORTED_TOKEN_TYPE.equals(error)) {
            return ApiError.badRequest("The parameter 'token' must be an access token or a refresh token.");
        }
        if (error != null && REFUSALS.contains(error)) {
            return ApiError.ACCESS_DENIED;
        }
        if (!ACCESS_TOKEN.equals(hint)) {
            TokenRevocation.endAuthorization(request.session(), client, token);
        }
        return Answer.done();
    }

    /** The client's own tokens, and those of finAPI's users. */
    private static boolean isInReach(ApiRequest request, ClientModel client, UserModel holder) {
        return client.getId().equals(holder.getServiceAccountClientLink())
                || FinapiUser.of(request.session(), holder).isPresent();
    }
}
