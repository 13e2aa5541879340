package io.github.keycloakfinapi.internals;

import io.github.keycloakfinapi.settings.ClientSettings;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.SessionExpirationUtils;
import org.keycloak.protocol.oidc.OIDCConfigAttributes;

/**
 * The lifetimes of a client's next tokens in seconds, according to the settings of the client and its realm.
 *
 * @param userAccess of a user's access token; at most as long as a session can last
 * @param clientAccess of a client token
 * @param refresh of a refresh token; at most as long as a session can last without being used
 */
public record Lifetimes(int userAccess, int clientAccess, int refresh) {
    /** Keycloak's value for "as long as the session". */
    private static final int AS_THE_SESSION = -1;

    public static Lifetimes of(ClientModel client) {
        RealmModel realm = client.getRealm();
        ClientSettings settings = new ClientSettings(client);
        int session = seconds(
                SessionExpirationUtils.calculateClientSessionMaxLifespanTimestamp(false, false, 0, 0, realm, client));
        int refresh = seconds(
                TimeUnit.SECONDS.toMillis(session),
                SessionExpirationUtils.calculateClientSessionIdleTimestamp(false, false, 0, realm, client),
                SessionExpirationUtils.calculateUserSessionIdleTimestamp(false, false, 0, realm));
        int longest = longestSession(realm);
        int keycloaks = Math.min(accessTokenLifespan(client), session);
        int user = settings.userAccessTokenLifespan().isPresent() ? session : keycloaks;
        int clients = settings.clientAccessTokenLifespan()
                .map(given -> given == 0 ? longest : given)
                .orElse(keycloaks);
        return new Lifetimes(user, clients, refresh);
    }

    /** The realm's <em>SSO Session Max</em>, seconds. */
    public static int longestSession(RealmModel realm) {
        return seconds(SessionExpirationUtils.calculateUserSessionMaxLifespanTimestamp(false, false, 0, realm));
    }

    private static int accessTokenLifespan(ClientModel client) {
        RealmModel realm = client.getRealm();
        int seconds = realm.getAccessTokenLifespan();
        String own = client.getAttribute(OIDCConfigAttributes.ACCESS_TOKEN_LIFESPAN);
        if (own != null && !own.isBlank()) {
            try {
                seconds = Integer.parseInt(own.trim());
            } catch (NumberFormatException misspelt) {
                // Keycloak issues no token until an operator has corrected this.
                return 0;
            }
        }
        return seconds == AS_THE_SESSION ? longestSession(realm) : seconds;
    }

    private static int seconds(long... milliseconds) {
        long least = LongStream.of(milliseconds).min().orElseThrow();
        return (int) Math.min(Integer.MAX_VALUE, TimeUnit.MILLISECONDS.toSeconds(least));
    }
}
