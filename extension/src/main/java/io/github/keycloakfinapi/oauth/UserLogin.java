package io.github.keycloakfinapi.oauth;

import io.github.keycloakfinapi.account.FinapiUser;
import io.github.keycloakfinapi.account.Lock;
import io.github.keycloakfinapi.account.UnknownIds;
import io.github.keycloakfinapi.account.Verification;
import io.github.keycloakfinapi.api.Answer;
import io.github.keycloakfinapi.api.ApiError;
import io.github.keycloakfinapi.api.ApiRequest;
import io.github.keycloakfinapi.api.ErrorCode;
import io.github.keycloakfinapi.internals.BruteForce;
import io.github.keycloakfinapi.internals.TokenGrant;
import io.github.keycloakfinapi.internals.UserStore;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.OAuth2Constants;
import org.keycloak.events.Errors;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * A user gets a token with a password. Keycloak's grant decides; this class finds the user for it, by id only and only among
 * finAPI's users. For anybody else no password is checked and no failure counted, and the answer takes as long as for an
 * unknown id.
 */
final class UserLogin {
    static final ApiError LOCKED = ApiError.business(423, ErrorCode.LOCKED, "user.locked");

    private static final ApiError NOT_VERIFIED =
            ApiError.business(403, ErrorCode.USER_NOT_VERIFIED, "user.not-verified");
    private static final ApiError BAD_CREDENTIALS = ApiError.badRequest("Bad user credentials");

    private static final long PAUSE_NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(2);

    private final KeycloakSession session;
    private final FinapiClient client;
    private final String id;
    private final RepeatedTokens tokens;
    private final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LoginGate.MAX_WAIT);

    private boolean looked;
    private FinapiUser user;

    UserLogin(ApiRequest request, String id) {
        this.session = request.session();
        this.client = new FinapiClient(request, OAuth2Constants.PASSWORD);
        this.id = id;
        this.tokens = new RepeatedTokens(request, null);
    }

    Answer run(MultivaluedMap<String, String> parameters) {
        TokenGrant grant = TokenGrant.run(session, parameters, tokens, name -> find());
        if (grant.tokens() == null) {
            return client.refusal(grant)
                    .orElseGet(() -> looked ? refusal(grant.reason()) : ApiError.badRequest(grant.description()));
        }
        if (user == null || !user.model().getId().equals(grant.userId())) {
            // The realm's direct grant flow has found another user.
            throw BAD_CREDENTIALS.asException();
        }
        return client.answer(grant);
    }

    /** When Keycloak looks for the user, it has authenticated the client. */
    private UserModel find() {
        if (!looked) {
            looked = true;
            client.require(session.getContext().getClient());
            enterGate();
            user = FinapiUser.withId(session, id).filter(this::mayHavePassword).orElse(null);
            awaitTurn();
        }
        return user == null ? null : user.model();
    }

    /**
     * A user without a password in Keycloak is refused like an unknown id: a faster answer would reveal that the user
     * exists.
     */
    private boolean mayHavePassword(FinapiUser found) {
        return !UserStore.of(session, found.model()).isKeycloaksOwn()
                || found.model().credentialManager().isConfiguredFor(PasswordCredentialModel.TYPE);
    }

    /** Callers without a client's secret must not make others wait. The client itself comes from a cache. */
    private void enterGate() {
        RealmModel realm = session.getContext().getRealm();
        if (BruteForce.isOn(realm) && FinapiUser.canHave(id)) {
            leaveAfterTransaction(LoginGate.enter(realm.getId(), id, deadline));
        }
    }

    /** The gate only covers finAPI's paths; the user may be signing in elsewhere at the same time. */
    private void awaitTurn() {
        BruteForce detection = new BruteForce(session);
        while (user != null && !detection.takesTurn(user.model())) {
            if (System.nanoTime() > deadline) {
                throw ApiError.NOT_NOW.asException();
            }
            LockSupport.parkNanos(PAUSE_NANOSECONDS);
        }
    }

    /** The same answer for all reasons that would reveal whether the user exists. */
    private Answer refusal(String reason) {
        if (user == null) {
            return unknown();
        }
        return switch (Objects.requireNonNullElse(reason, "")) {
            case Errors.USER_DISABLED, Errors.USER_TEMPORARILY_DISABLED -> disabled();
            case Errors.RESOLVE_REQUIRED_ACTIONS -> Verification.isPending(user.model()) ? NOT_VERIFIED : notSetUp();
            default -> BAD_CREDENTIALS;
        };
    }

    /** The password was right, so the answer may tell the user or the operator the reason. */
    private Answer notSetUp() {
        AuthenticationSessionModel login = session.getContext().getAuthenticationSession();
        Stream<String> ofLogin = login == null ? Stream.empty() : login.getRequiredActions().stream();
        String actions = Stream.concat(user.model().getRequiredActionsStream(), ofLogin)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return ApiError.business(403, ErrorCode.UNAUTHORIZED_ACCESS, "user.not-set-up", actions);
    }

    /**
     * Keycloak uses this reason for a locked user, for one whom an operator has disabled, and while another login is in
     * progress.
     */
    private Answer disabled() {
        if (Lock.holds(session, user)) {
            return LOCKED;
        }
        return user.model().isEnabled() ? ApiError.NOT_NOW : unknown();
    }

    private Answer unknown() {
        if (!FinapiUser.canHave(id)) {
            return BAD_CREDENTIALS;
        }
        if (UnknownIds.isLocked(session, id)) {
            return LOCKED;
        }
        UnknownIds.countFailure(session, id);
        return BAD_CREDENTIALS;
    }

    private void leaveAfterTransaction(LoginGate.Exit exit) {
        // As a fallback: a transaction that fails with an Error does not run its completion tasks.
        session.enlistForClose(exit::run);
        KeycloakTransactionManager transaction = session.getTransactionManager();
        transaction.enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                exit.run();
            }

            @Override
            protected void rollbackImpl() {
                exit.run();
            }
        });
    }
}
