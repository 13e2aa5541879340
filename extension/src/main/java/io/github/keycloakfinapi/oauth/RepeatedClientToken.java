package io.github.keycloakfinapi.oauth;

import io.github.keycloakfinapi.api.ApiRequest;
import io.github.keycloakfinapi.internals.BearerToken;
import io.github.keycloakfinapi.internals.TokenIngredients;
import io.github.keycloakfinapi.internals.Transactions;
import io.github.keycloakfinapi.memory.Newest;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keycloak.OAuth2Constants;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.UserModel;
import org.keycloak.representations.AccessTokenResponse;
import org.keycloak.util.TokenUtil;

/**
 * The same for client tokens, which clients often request before every call. Making one again would take as long as making a
 * new one. So it is kept, encrypted with the secret that the client presented, and returned if Keycloak has authenticated
 * the client and its content would be unchanged. Otherwise Keycloak's grant makes a new one.
 */
final class RepeatedClientToken extends RepeatedTokens {
    private static final int MOST = 1_000;
    private static final Newest<SealedToken> SEALED = new Newest<>(MOST);
    /** Other parameters of a request might influence the token. */
    private static final Set<String> PLAIN =
            Set.of(OAuth2Constants.GRANT_TYPE, OAuth2Constants.CLIENT_ID, OAuth2Constants.CLIENT_SECRET);

    private final Optional<String> secret;
    private UserModel serviceAccount;

    RepeatedClientToken(ApiRequest request, MultivaluedMap<String, String> parameters) {
        super(request, null);
        boolean plain = PLAIN.containsAll(parameters.keySet())
                && request.session()
                                .getContext()
                                .getHttpRequest()
                                .getHttpHeaders()
                                .getHeaderString("DPoP")
                        == null;
        secret = plain ? ClaimedClient.secret(request, parameters) : Optional.empty();
    }

    @Override
    public Optional<AccessTokenResponse> instead(EventBuilder event) {
        serviceAccount = isOn() ? session().users().getServiceAccount(client()) : null;
        if (serviceAccount == null) {
            return Optional.empty();
        }
        repeatFor(serviceAccount);
        SealedToken its = SEALED.get(client().getId());
        if (its == null || !isValidLongEnough(its.token().left())) {
            return Optional.empty();
        }
        Optional<String> token = secret.flatMap(its::open)
                .filter(encoded ->
                        ingredients().filter(its.ingredients()::equals).isPresent())
                .filter(encoded -> BearerToken.of(session(), encoded) != null);
        token.ifPresent(encoded -> tell(event, serviceAccount, its.details()));
        return token.map(encoded -> answer(encoded, its.token()));
    }

    private Optional<String> ingredients() {
        return TokenIngredients.of(session(), client(), serviceAccount);
    }

    private static void tell(EventBuilder event, UserModel serviceAccount, Map<String, String> details) {
        details.forEach((name, value) -> {
            if (!event.getEvent().getDetails().containsKey(name)) {
                event.detail(name, value);
            }
        });
        event.user(serviceAccount).success();
    }

    private static AccessTokenResponse answer(String encoded, LastToken token) {
        AccessTokenResponse answer = new AccessTokenResponse();
        answer.setToken(encoded);
        answer.setTokenType(TokenUtil.TOKEN_TYPE_BEARER);
        answer.setExpiresIn(token.left());
        return answer;
    }

    /** Keeps it for the next request. */
    @Override
    void handedOut(LastToken token, String encoded, EventBuilder event) {
        secret.ifPresent(shown -> ingredients().ifPresent(ingredients -> {
            String client = client().getId();
            Transactions.afterCommit(
                    session(),
                    () -> SEALED.put(
                            client,
                            SealedToken.seal(
                                    encoded,
                                    shown,
                                    ingredients,
                                    token,
                                    Map.copyOf(event.getEvent().getDetails()))));
        }));
    }
}
