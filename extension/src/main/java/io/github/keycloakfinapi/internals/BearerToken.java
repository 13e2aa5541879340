package io.github.keycloakfinapi.internals;

import io.github.keycloakfinapi.log.Once;
import jakarta.ws.rs.NotAuthorizedException;
import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.OAuth2Constants;
import org.keycloak.crypto.SignatureProvider;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.encode.TokenContextEncoderProvider;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.IDToken;
import org.keycloak.services.managers.AppAuthManager;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.util.MtlsHoKTokenUtil;
import org.keycloak.util.TokenUtil;

/**
 * The access token of a request, verified by Keycloak: signature, issuer, lifetime, revocation, session, client and user.
 *
 * @param user the token's user; for a client token the client's service account
 * @param client the client that got the token
 * @param serviceAccount the service account of the client, or {@code null} if it has none
 * @param clientCredentials whether the client got it by {@code client_credentials}
 */
public record BearerToken(UserModel user, ClientModel client, UserModel serviceAccount, boolean clientCredentials) {
    private static final Logger LOG = Logger.getLogger(BearerToken.class);
    private static final Once REPORTED = new Once();

    /**
     * The verified token of the request, or {@code null} if there is no valid one.
     *
     * @param instead the token to verify instead of the one in the {@code Authorization} header, or {@code null}
     */
    // The getter is deprecated, but it is the only access to the token that 26.4 to 26.7 have in common.
    @SuppressWarnings("removal")
    public static BearerToken of(KeycloakSession session, String instead) {
        try {
            String encoded = instead != null
                    ? instead
                    : AppAuthManager.extractAuthorizationHeaderToken(
                            session.getContext().getHttpRequest().getHttpHeaders());
            JWSInput parsed = parse(encoded);
            if (parsed == null || !isOfAKnownAlgorithm(session, parsed)) {
                return null;
            }
            AuthenticationManager.AuthResult verified = new AppAuthManager.BearerTokenAuthenticator(
                            view(session, parsed))
                    .setTokenString(encoded)
                    .authenticate();
            if (verified == null) {
                // If the user's store is down, Keycloak shows the user as disabled, and the token would count as
                // invalid.
                TokenHolder.of(session, encoded).ifPresent(UserStore::available);
                return null;
            }
            return of(session, verified.getToken());
        } catch (NotAuthorizedException noBearerToken) {
            return null;
        }
    }

    private static JWSInput parse(String encoded) {
        try {
            return new JWSInput(encoded);
        } catch (JWSInputException malformed) {
            return null;
        }
    }

    /** Keycloak fails with an exception if a token has no algorithm; 26.4 and 26.5 also if the algorithm is "none". */
    private static boolean isOfAKnownAlgorithm(KeycloakSession session, JWSInput token) {
        Enum<?> algorithm = token.getHeader().getAlgorithm();
        return algorithm != null && session.getProvider(SignatureProvider.class, algorithm.name()) != null;
    }

    /**
     * The session for Keycloak's verification. A token without a user session, such as a client token, gets a new one for
     * the call.
     */
    private static KeycloakSession view(KeycloakSession session, JWSInput token) {
        SessionView view = SessionView.of(session).withVerifier(verifier -> KnownSignatures.of(verifier, session));
        boolean mayHaveSession = token.readContentAsString().contains("\"" + IDToken.SESSION_ID + "\"");
        return mayHaveSession
                ? view.session()
                : view.withoutSearchInNewSessions().session();
    }

    private static BearerToken of(KeycloakSession session, AccessToken token) {
        KeycloakContext context = session.getContext();
        UserModel user = context.getUser();
        ClientModel client = context.getClient();
        boolean ofTheUser = token.getSubject() == null || token.getSubject().equals(user.getId());
        boolean clientCredentials =
                OAuth2Constants.CLIENT_CREDENTIALS.equals(session.getProvider(TokenContextEncoderProvider.class)
                        .getTokenContextFromTokenId(token.getId())
                        .getGrantType());
        UserModel serviceAccount = client.getId().equals(user.getServiceAccountClientLink())
                ? user
                : session.users().getServiceAccount(client);
        // Disabling the service account of a client means disabling the client.
        boolean ofAnEnabledClient = serviceAccount == null || serviceAccount.isEnabled();
        return ofTheUser && ofAnEnabledClient && isMeantForHere(token, client) && isHeldByItsOwner(session, token)
                ? new BearerToken(user, client, serviceAccount, clientCredentials)
                : null;
    }

    /**
     * A token without an audience is accepted. So is a token with finAPI's scope, no matter which audiences an operator adds
     * for other services. The audience of any other token must contain the client itself or {@code account}, Keycloak's
     * audience for users' own accounts.
     */
    private static boolean isMeantForHere(AccessToken token, ClientModel client) {
        boolean meant = token.getAudience() == null
                || token.getAudience().length == 0
                || TokenUtil.hasScope(token.getScope(), TokenResponse.SCOPE)
                || token.hasAudience(client.getClientId())
                || token.hasAudience(Constants.ACCOUNT_MANAGEMENT_CLIENT_ID);
        if (!meant && REPORTED.isNew(client.getId(), List.of(token.getAudience()))) {
            LOG.warnf(
                    "Realm %s, client %s: its tokens are for %s only, so finAPI's paths refuse them; give it the client scope"
                            + " %s",
                    client.getRealm().getName(),
                    client.getClientId(),
                    String.join(", ", token.getAudience()),
                    TokenResponse.SCOPE);
        }
        return meant;
    }

    /** A token that is bound to a certificate or a key is only valid together with it. */
    private static boolean isHeldByItsOwner(KeycloakSession session, AccessToken token) {
        AccessToken.Confirmation bound = token.getConfirmation();
        if (bound == null) {
            return true;
        }
        // Keycloak has already checked the proof of a key, if the token's type requires one.
        boolean byKey = bound.getKeyThumbprint() == null || TokenUtil.TOKEN_TYPE_DPOP.equals(token.getType());
        boolean byCertificate = bound.getCertThumbprint() == null
                || MtlsHoKTokenUtil.verifyTokenBindingWithClientCertificate(
                        token, session.getContext().getHttpRequest(), session);
        return byKey && byCertificate;
    }

    /** Whether this is a client token, and not one that somebody got for a service account in another way. */
    public boolean isClientToken() {
        return clientCredentials && client.getId().equals(user.getServiceAccountClientLink());
    }
}
