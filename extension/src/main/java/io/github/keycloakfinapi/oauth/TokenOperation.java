package io.github.keycloakfinapi.oauth;

import io.github.keycloakfinapi.account.Lock;
import io.github.keycloakfinapi.account.Verification;
import io.github.keycloakfinapi.api.Answer;
import io.github.keycloakfinapi.api.ApiError;
import io.github.keycloakfinapi.api.ApiRequest;
import io.github.keycloakfinapi.api.Caller;
import io.github.keycloakfinapi.api.ErrorCode;
import io.github.keycloakfinapi.api.TextLimits;
import io.github.keycloakfinapi.keycloak.TokenGrant;
import io.github.keycloakfinapi.keycloak.TokenResponse;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.keycloak.OAuth2Constants;
import org.keycloak.OAuthErrorException;
import org.keycloak.events.Errors;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/**
 * Gets client tokens and user tokens.
 *
 * <p>Source: finAPI reference, section 2.1.
 */
public final class TokenOperation {
    private static final String USERNAME = "username";
    /** What PostgreSQL does not refuse to look for; users whom Keycloak has from elsewhere have ids of their own. */
    private static final TextLimits USERNAME_LIMITS =
            new TextLimits(1, Integer.MAX_VALUE, TextLimits.PRINTABLE, "characters that are no control characters");

    /** The grants, each with what it cannot do without. */
    private static final Map<String, List<String>> GRANTS = Map.of(
            OAuth2Constants.CLIENT_CREDENTIALS, List.of(),
            OAuth2Constants.PASSWORD, List.of(USERNAME, "password"),
            OAuth2Constants.REFRESH_TOKEN, List.of("refresh_token"));

    private static final ApiError LOCKED = ApiError.business(423, ErrorCode.LOCKED, "user.locked");
    private static final ApiError NOT_VERIFIED =
            ApiError.business(403, ErrorCode.USER_NOT_VERIFIED, "user.not-verified");

    private TokenOperation() {}

    public static Answer token(ApiRequest request) {
        KeycloakSession session = request.session();
        MultivaluedMap<String, String> parameters = request.parameters();
        // finAPI knows one scope and no parameter for it; Keycloak would refuse a scope that it does not know.
        parameters.remove(OAuth2Constants.SCOPE);
        // Nor does it know any other way for a client to prove itself.
        parameters.remove(OAuth2Constants.CLIENT_ASSERTION);
        parameters.remove(OAuth2Constants.CLIENT_ASSERTION_TYPE);
        String grantType = Objects.requireNonNullElse(parameters.getFirst(OAuth2Constants.GRANT_TYPE), "");
        if (!GRANTS.containsKey(grantType)) {
            return ApiError.badRequest(
                    "The parameter 'grant_type' must be client_credentials, password or refresh_token.");
        }
        String[] missing = GRANTS.get(grantType).stream()
                .filter(name -> Objects.requireNonNullElse(parameters.getFirst(name), "")
                        .isEmpty())
                .map(name -> "The parameter '" + name + "' must be given.")
                .toArray(String[]::new);
        if (missing.length > 0) {
            return ApiError.badRequest(missing);
        }
        if (!ClaimedClient.canExist(request, parameters)) {
            return ApiError.BAD_CLIENT_CREDENTIALS;
        }
        String violation = OAuth2Constants.PASSWORD.equals(grantType)
                ? USERNAME_LIMITS.violation(parameters.getFirst(USERNAME))
                : null;
        if (violation != null) {
            return ApiError.badRequest("The parameter '" + USERNAME + "' " + violation + ".");
        }
        TokenGrant grant = TokenGrant.run(session, parameters);
        if (grant.tokens() == null) {
            return refusal(request, grant, parameters);
        }
        requireFinapiClient(request, grant.client(), parameters);
        return Answer.ok(TokenResponse.of(grant.tokens()));
    }

    /** Keycloak also serves public clients and those of other applications; finAPI's callers are none of them. */
    private static void requireFinapiClient(
            ApiRequest request, ClientModel client, MultivaluedMap<String, String> parameters) {
        UserModel serviceAccount =
                client.isPublicClient() ? null : request.session().users().getServiceAccount(client);
        boolean app = serviceAccount != null && Caller.hasRole(request.realm(), serviceAccount, Caller.APP_ROLE);
        if (!app) {
            requireAdminClient(request, serviceAccount, parameters);
        }
        request.requireAllowed(client);
    }

    private static void requireAdminClient(
            ApiRequest request, UserModel serviceAccount, MultivaluedMap<String, String> parameters) {
        if (serviceAccount == null || !Caller.hasRole(request.realm(), serviceAccount, Caller.ADMIN_ROLE)) {
            throw ApiError.BAD_CLIENT_CREDENTIALS.asException();
        }
        if (!OAuth2Constants.CLIENT_CREDENTIALS.equals(parameters.getFirst(OAuth2Constants.GRANT_TYPE))) {
            throw ApiError.ACCESS_DENIED.asException();
        }
    }

    // By the error's name where it tells enough: the status differs between versions of Keycloak.
    private static Answer refusal(ApiRequest request, TokenGrant grant, MultivaluedMap<String, String> parameters) {
        String error = grant.error();
        if (OAuthErrorException.INVALID_CLIENT.equals(error)
                || grant.status() == 401 && !OAuthErrorException.INVALID_GRANT.equals(error)) {
            return ApiError.BAD_CLIENT_CREDENTIALS;
        }
        if (OAuthErrorException.UNAUTHORIZED_CLIENT.equals(error) || grant.status() == 403) {
            if (grant.client() != null) {
                requireFinapiClient(request, grant.client(), parameters);
            }
            return ApiError.ACCESS_DENIED;
        }
        if (error == null || grant.status() >= 500) {
            throw new IllegalStateException("Keycloak's token endpoint answered " + grant.status());
        }
        if (!OAuthErrorException.INVALID_GRANT.equals(error)) {
            return ApiError.badRequest(grant.description() == null ? error : grant.description());
        }
        // The client is known by now, and what it learns of its users is for finAPI's alone.
        requireFinapiClient(request, grant.client(), parameters);
        KeycloakSession session = request.session();
        return OAuth2Constants.PASSWORD.equals(parameters.getFirst(OAuth2Constants.GRANT_TYPE))
                ? loginRefused(session, grant.reason(), parameters.getFirst(USERNAME))
                : refreshRefused(session, parameters.getFirst("refresh_token"));
    }

    /** One answer for every reason that would tell whether the user exists. */
    private static Answer loginRefused(KeycloakSession session, String reason, String username) {
        UserModel user = session.users().getUserByUsername(session.getContext().getRealm(), username);
        if (user != null && Lock.holds(session, user)) {
            return LOCKED;
        }
        if (Errors.RESOLVE_REQUIRED_ACTIONS.equals(reason) && user != null && Verification.isPending(user)) {
            return NOT_VERIFIED;
        }
        boolean uncounted = user == null || !user.isEnabled() || user.getServiceAccountClientLink() != null;
        return uncounted && Lock.holdsUncounted(session, username)
                ? LOCKED
                : ApiError.badRequest("Bad user credentials");
    }

    private static Answer refreshRefused(KeycloakSession session, String refreshToken) {
        UserModel user = TokenGrant.userOf(session, refreshToken);
        return user != null && Lock.holds(session, user) ? LOCKED : ApiError.badRequest("Invalid refresh token");
    }
}
