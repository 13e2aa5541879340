package io.github.keycloakfinapi.oauth;

import io.github.keycloakfinapi.api.ApiRequest;
import io.github.keycloakfinapi.internals.BearerToken;
import io.github.keycloakfinapi.internals.Lifetimes;
import io.github.keycloakfinapi.internals.TokenMaking;
import io.github.keycloakfinapi.internals.Transactions;
import io.github.keycloakfinapi.internals.UserSessions;
import io.github.keycloakfinapi.memory.Newest;
import io.github.keycloakfinapi.settings.TokenReuse;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.keycloak.common.util.Time;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.AccessTokenResponse;
import org.keycloak.representations.RefreshToken;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Returns the last tokens again while they are valid: an API call would accept them now, and new ones would have the same
 * content. Keycloak's grant makes its tokens as always; with the ids and times of the last tokens they are identical to
 * those. So no user token is kept, only what is needed to make it again.
 *
 * <p>Source: finAPI reference, section 2.1.
 */
class RepeatedTokens implements TokenMaking {
    private static final int MOST = 20_000;
    private static final Newest<LastTokens> LAST = new Newest<>(MOST);

    private final KeycloakSession session;
    private final TokenReuse reuse;

    private UserModel user;
    /** The tokens that may be returned again, or {@code null}. */
    private LastTokens last;

    private LastToken access;
    private LastToken refresh;
    private String usedBefore;

    /** @param user the owner; {@code null} if the login decides */
    RepeatedTokens(ApiRequest request, UserModel user) {
        this.session = request.session();
        this.reuse = TokenReuse.of(request.realm());
        this.user = user;
    }

    final KeycloakSession session() {
        return session;
    }

    final ClientModel client() {
        return session.getContext().getClient();
    }

    final boolean isOn() {
        return reuse.on();
    }

    final boolean isValidLongEnough(long seconds) {
        return seconds >= reuse.leastLifetime();
    }

    @Override
    public Optional<AccessTokenResponse> instead(EventBuilder event) {
        return Optional.empty();
    }

    @Override
    public final UserSessionModel userSession() {
        AuthenticationSessionModel login = session.getContext().getAuthenticationSession();
        user = login == null ? null : login.getAuthenticatedUser();
        LastTokens its = user == null ? null : recall(user);
        UserSessionModel found = its == null ? null : session(its);
        if (found != null) {
            last = its;
            found.setLastSessionRefresh((int) TimeUnit.MILLISECONDS.toSeconds(Time.currentTimeMillis()));
        }
        return found;
    }

    private UserSessionModel session(LastTokens its) {
        return clientSession(its.sessionId())
                .filter(at -> Objects.equals(its.usedBefore(), at.getRefreshToken(its.chain())))
                .map(AuthenticatedClientSessionModel::getUserSession)
                .filter(at -> at.getUser().getId().equals(user.getId()))
                .orElse(null);
    }

    private Optional<AuthenticatedClientSessionModel> clientSession(String userSessionId) {
        return userSessionId == null ? Optional.empty() : UserSessions.ofClient(session, userSessionId, client());
    }

    /** The last tokens, unless there is already a reason for new ones. */
    final LastTokens recall(UserModel holder) {
        LastTokens its = reuse.on() ? LAST.get(key(holder)) : null;
        return its != null
                        && isValidLongEnough(its.left())
                        && its.lifetimes().equals(Lifetimes.of(client()))
                        && its.password().equals(password(holder))
                ? its
                : null;
    }

    /** Looks for the last tokens of another user, or of the client itself. */
    final void repeatFor(UserModel holder) {
        user = holder;
        last = recall(holder);
    }

    private String key(UserModel holder) {
        return client().getId() + " " + holder.getId();
    }

    /** Identifies the user's passwords in Keycloak by the times when they were set. */
    private static String password(UserModel holder) {
        return holder.credentialManager()
                .getStoredCredentialsByTypeStream(PasswordCredentialModel.TYPE)
                .map(credential -> credential.getId() + " " + credential.getCreatedDate())
                .collect(Collectors.joining());
    }

    /** Tokens that are bound to a certificate or a key are neither returned again nor remembered. */
    @Override
    public final String encode(AccessToken token, EventBuilder event) {
        if (!reuse.on() || user == null || token.getConfirmation() != null) {
            return session.tokens().encode(token);
        }
        return token instanceof RefreshToken ? encodeRefresh(token, event) : encodeAccess(token, event);
    }

    private String encodeAccess(AccessToken token, EventBuilder event) {
        LastToken fresh = LastToken.of(token);
        if (!isValidLongEnough(fresh.left())) {
            return encode(fresh, token);
        }
        rememberAfterCommit(token.getSessionId());
        String again = last == null ? null : encode(last.access(), token);
        boolean holds = again != null && last.access().is(again) && BearerToken.of(session, again) != null;
        last = holds ? last : null;
        String encoded = holds ? again : encode(fresh, token);
        access = holds ? last.access() : fresh.as(encoded);
        event.detail(Details.TOKEN_ID, access.id());
        handedOut(access, encoded, event);
        return encoded;
    }

    private String encodeRefresh(AccessToken token, EventBuilder event) {
        LastToken fresh = LastToken.of(token);
        String again = last == null || last.refresh() == null ? null : encode(last.refresh(), token);
        if (again != null && last.refresh().is(again)) {
            refresh = last.refresh();
            usedBefore = last.usedBefore();
            event.detail(Details.REFRESH_TOKEN_ID, refresh.id());
            return again;
        }
        String encoded = encode(fresh, token);
        refresh = fresh.as(encoded);
        usedBefore = usedBefore(token);
        return encoded;
    }

    @Override
    public final void made(AccessToken token, String encoded) {
        if (!reuse.on() || user == null || token.getConfirmation() != null) {
            return;
        }
        LastToken its = LastToken.of(token).as(encoded);
        if (token instanceof RefreshToken) {
            refresh = its;
            usedBefore = usedBefore(token);
        } else {
            access = its;
            rememberAfterCommit(token.getSessionId());
        }
    }

    private String usedBefore(AccessToken token) {
        return clientSession(token.getSessionId())
                .map(at -> at.getRefreshToken(LastToken.of(token).chain()))
                .orElse(null);
    }

    private String encode(LastToken as, AccessToken token) {
        as.writeTo(token);
        return session.tokens().encode(token);
    }

    void handedOut(LastToken token, String encoded, EventBuilder event) {
        // Nothing else is kept of a user's tokens.
    }

    private void rememberAfterCommit(String sessionId) {
        String key = key(user);
        String password = password(user);
        Lifetimes lifetimes = Lifetimes.of(client());
        Transactions.afterCommit(
                session,
                () -> LAST.put(key, new LastTokens(access, refresh, sessionId, usedBefore, password, lifetimes)));
    }
}
