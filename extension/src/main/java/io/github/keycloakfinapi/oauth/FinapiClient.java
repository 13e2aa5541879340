package io.github.keycloakfinapi.oauth;

import io.github.keycloakfinapi.api.Answer;
import io.github.keycloakfinapi.api.ApiError;
import io.github.keycloakfinapi.api.ApiRequest;
import io.github.keycloakfinapi.api.Caller;
import io.github.keycloakfinapi.api.ErrorCode;
import io.github.keycloakfinapi.internals.TokenGrant;
import io.github.keycloakfinapi.log.Once;
import io.github.keycloakfinapi.settings.ClientSettings;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.OAuth2Constants;
import org.keycloak.OAuthErrorException;
import org.keycloak.events.Errors;
import org.keycloak.models.ClientModel;
import org.keycloak.models.UserModel;

/**
 * The client that requests a token. Keycloak has authenticated it; it must also be confidential, and its service account
 * must have one of finAPI's roles.
 *
 * @param grantType the requested grant
 */
record FinapiClient(ApiRequest request, String grantType) {
    private static final Logger LOG = Logger.getLogger(FinapiClient.class);
    private static final Once REPORTED = new Once();

    /** Keycloak's tokens in finAPI's format. */
    Answer answer(TokenGrant grant) {
        require(grant.client());
        return Answer.ok(grant.response(OAuth2Constants.CLIENT_CREDENTIALS.equals(grantType)));
    }

    /** Refuses public clients and clients of other applications, which Keycloak accepts. */
    void require(ClientModel client) {
        UserModel serviceAccount =
                client.isPublicClient() ? null : request.session().users().getServiceAccount(client);
        if (serviceAccount == null || !serviceAccount.isEnabled() || new ClientSettings(client).hasOpenSecret()) {
            throw ApiError.BAD_CLIENT_CREDENTIALS.asException();
        }
        if (!Caller.hasRole(request.realm(), serviceAccount, Caller.APP_ROLE)) {
            requireAdminClient(client, serviceAccount);
        }
        request.requireAllowed(client);
    }

    private void requireAdminClient(ClientModel client, UserModel serviceAccount) {
        if (!Caller.hasRole(request.realm(), serviceAccount, Caller.ADMIN_ROLE)) {
            // The answer does not reveal which clients exist, so a newcomer would suspect the secret.
            if (REPORTED.isNew(client.getId(), "without a role")) {
                LOG.warnf(
                        "Realm %s, client %s: its service account has neither the role %s nor %s, so finAPI's paths"
                                + " refuse it with 401 invalid_client",
                        request.realm().getName(), client.getClientId(), Caller.APP_ROLE, Caller.ADMIN_ROLE);
            }
            throw ApiError.BAD_CLIENT_CREDENTIALS.asException();
        }
        if (!OAuth2Constants.CLIENT_CREDENTIALS.equals(grantType)) {
            throw ApiError.ACCESS_DENIED.asException();
        }
    }

    /** Refusals by the operator's settings: the credentials are right, and the caller cannot change anything. */
    private Optional<Answer> refusalByTheRealm(TokenGrant grant) {
        if (grant.client() == null) {
            return Optional.empty();
        }
        if (grant.policy() != null) {
            require(grant.client());
            return Optional.of(notAllowed("a client policy of the realm forbids it: " + grant.policy()));
        }
        return switch (Objects.requireNonNullElse(grant.reason(), "")) {
            case Errors.CONSENT_DENIED -> {
                require(grant.client());
                yield Optional.of(
                        notAllowed("the client requires the consent of users, and this grant cannot ask for it"));
            }
            case Errors.NOT_ALLOWED -> {
                require(grant.client());
                yield Optional.of(notAllowed("the client has no direct access grants"));
            }
            default -> Optional.empty();
        };
    }

    private static ApiError notAllowed(String reason) {
        return ApiError.technical(403, ErrorCode.UNAUTHORIZED_ACCESS, "Access is denied: " + reason + ".");
    }

    /** The answer to a refusal that does not concern a user; otherwise empty. */
    // Decided by the error's name where possible, because the status differs between versions of Keycloak.
    Optional<Answer> refusal(TokenGrant grant) {
        String error = grant.error();
        Optional<Answer> byTheRealm = refusalByTheRealm(grant);
        if (byTheRealm.isPresent()) {
            return byTheRealm;
        }
        if (OAuthErrorException.INVALID_CLIENT.equals(error)
                || grant.status() == 401 && !OAuthErrorException.INVALID_GRANT.equals(error)) {
            return Optional.of(ApiError.BAD_CLIENT_CREDENTIALS);
        }
        if (OAuthErrorException.UNAUTHORIZED_CLIENT.equals(error) || grant.status() == 403) {
            if (grant.client() != null) {
                require(grant.client());
            }
            return Optional.of(ApiError.ACCESS_DENIED);
        }
        if (error == null || grant.status() >= 500) {
            throw new IllegalStateException("Keycloak's token endpoint answered " + grant.status());
        }
        if (!OAuthErrorException.INVALID_GRANT.equals(error)) {
            return Optional.of(ApiError.badRequest(grant.description() == null ? error : grant.description()));
        }
        // The client is authenticated by now, but only finAPI's clients may learn anything about users.
        require(grant.client());
        return Optional.empty();
    }
}
