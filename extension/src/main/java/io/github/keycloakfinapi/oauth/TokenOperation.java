package io.github.keycloakfinapi.oauth;

import io.github.keycloakfinapi.account.FinapiUser;
import io.github.keycloakfinapi.account.Lock;
import io.github.keycloakfinapi.api.Answer;
import io.github.keycloakfinapi.api.ApiError;
import io.github.keycloakfinapi.api.ApiRequest;
import io.github.keycloakfinapi.api.TextLimits;
import io.github.keycloakfinapi.internals.TokenGrant;
import io.github.keycloakfinapi.internals.TokenHolder;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/**
 * Gets client tokens and user tokens.
 *
 * <p>Source: finAPI reference, section 2.1.
 */
public final class TokenOperation {
    private static final String USERNAME = "username";
    /** Values that PostgreSQL does not refuse to search for. */
    private static final TextLimits USERNAME_LIMITS = TextLimits.printable(1, Integer.MAX_VALUE);

    /** The grants with their mandatory parameters. */
    private static final Map<String, List<String>> GRANTS = Map.of(
            OAuth2Constants.CLIENT_CREDENTIALS, List.of(),
            OAuth2Constants.PASSWORD, List.of(USERNAME, "password"),
            OAuth2Constants.REFRESH_TOKEN, List.of(OAuth2Constants.REFRESH_TOKEN));

    private TokenOperation() {}

    public static Answer token(ApiRequest request) {
        MultivaluedMap<String, String> parameters = request.parameters();
        String grantType = Objects.requireNonNullElse(parameters.getFirst(OAuth2Constants.GRANT_TYPE), "");
        Optional<ApiError> refusal = refusal(request, parameters, grantType);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        removeUnknownToFinapi(parameters);
        return switch (grantType) {
            case OAuth2Constants.PASSWORD -> userToken(request, parameters);
            case OAuth2Constants.REFRESH_TOKEN -> refreshedToken(request, parameters);
            default -> clientToken(request, parameters);
        };
    }

    /** Errors in the parameters themselves. */
    private static Optional<ApiError> refusal(
            ApiRequest request, MultivaluedMap<String, String> parameters, String grantType) {
        if (!GRANTS.containsKey(grantType)) {
            return Optional.of(ApiError.badRequest(
                    "The parameter 'grant_type' must be client_credentials, password or refresh_token."));
        }
        String[] missing = GRANTS.get(grantType).stream()
                .filter(name -> Objects.requireNonNullElse(parameters.getFirst(name), "")
                        .isEmpty())
                .map(name -> "The parameter '" + name + "' must be given.")
                .toArray(String[]::new);
        if (missing.length > 0) {
            return Optional.of(ApiError.badRequest(missing));
        }
        return ClaimedClient.canExist(request, parameters)
                ? Optional.empty()
                : Optional.of(ApiError.BAD_CLIENT_CREDENTIALS);
    }

    private static void removeUnknownToFinapi(MultivaluedMap<String, String> parameters) {
        // finAPI has one scope and no parameter for it, and Keycloak would refuse an unknown scope.
        parameters.remove(OAuth2Constants.SCOPE);
        // finAPI authenticates clients only by their secrets.
        parameters.remove(OAuth2Constants.CLIENT_ASSERTION);
        parameters.remove(OAuth2Constants.CLIENT_ASSERTION_TYPE);
    }

    private static Answer clientToken(ApiRequest request, MultivaluedMap<String, String> parameters) {
        TokenGrant grant = TokenGrant.run(request.session(), parameters, new RepeatedClientToken(request, parameters));
        FinapiClient client = new FinapiClient(request, OAuth2Constants.CLIENT_CREDENTIALS);
        return grant.tokens() == null
                ? client.refusal(grant).orElseGet(() -> ApiError.badRequest(grant.description()))
                : client.answer(grant);
    }

    private static Answer userToken(ApiRequest request, MultivaluedMap<String, String> parameters) {
        String violation = USERNAME_LIMITS.violation(parameters.getFirst(USERNAME));
        return violation == null
                ? new UserLogin(request, parameters.getFirst(USERNAME)).run(parameters)
                : ApiError.badRequest("The parameter '" + USERNAME + "' " + violation + ".");
    }

    private static Answer refreshedToken(ApiRequest request, MultivaluedMap<String, String> parameters) {
        KeycloakSession session = request.session();
        Optional<UserModel> holder = TokenHolder.of(session, parameters.getFirst(OAuth2Constants.REFRESH_TOKEN));
        Optional<FinapiUser> user = holder.flatMap(each -> FinapiUser.of(session, each));
        if (holder.isPresent() && user.isEmpty()) {
            // Keycloak still authenticates the client, and then finds no such token.
            parameters.putSingle(OAuth2Constants.REFRESH_TOKEN, "of nobody");
        }
        TokenGrant grant = TokenGrant.run(session, parameters, new RepeatedTokens(request, holder.orElse(null)));
        FinapiClient client = new FinapiClient(request, OAuth2Constants.REFRESH_TOKEN);
        if (grant.tokens() != null) {
            return client.answer(grant);
        }
        return client.refusal(grant)
                .orElseGet(() -> user.filter(each -> Lock.holds(session, each))
                        .map(locked -> UserLogin.LOCKED)
                        .orElseGet(() -> ApiError.badRequest("Invalid refresh token")));
    }
}
