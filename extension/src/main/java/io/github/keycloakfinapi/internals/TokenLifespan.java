package io.github.keycloakfinapi.internals;

import io.github.keycloakfinapi.settings.ClientSettings;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.utils.SessionExpirationUtils;
import org.keycloak.representations.AccessToken;

/** The lifetime of an access token where finAPI's client settings decide instead of Keycloak's. */
final class TokenLifespan {
    private TokenLifespan() {}

    /**
     * Sets the token's expiry.
     *
     * @param session the user's session at the client; {@code null} for a client token
     */
    static void apply(AccessToken token, ClientModel client, AuthenticatedClientSessionModel session) {
        ClientSettings settings = new ClientSettings(client);
        Optional<Integer> lifespan =
                session == null ? settings.clientAccessTokenLifespan() : settings.userAccessTokenLifespan();
        RealmModel realm = client.getRealm();
        long longest = token.getIat() + (long) realm.getSsoSessionMaxLifespan();
        lifespan.ifPresent(seconds -> token.exp(
                seconds > 0 ? token.getIat() + seconds : session == null ? longest : Math.min(longest, end(session))));
    }

    /** When a user's session at a client ends, in seconds since the epoch. */
    private static long end(AuthenticatedClientSessionModel session) {
        UserSessionModel userSession = session.getUserSession();
        long end = SessionExpirationUtils.calculateClientSessionMaxLifespanTimestamp(
                userSession.isOffline(),
                userSession.isRememberMe(),
                TimeUnit.SECONDS.toMillis(session.getStarted()),
                TimeUnit.SECONDS.toMillis(userSession.getStarted()),
                session.getRealm(),
                session.getClient());
        boolean endless = end < 0;
        return endless ? Long.MAX_VALUE : TimeUnit.MILLISECONDS.toSeconds(end);
    }
}
