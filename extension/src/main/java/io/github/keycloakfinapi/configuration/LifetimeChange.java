package io.github.keycloakfinapi.configuration;

import io.github.keycloakfinapi.api.ApiError;
import io.github.keycloakfinapi.api.ErrorCode;
import io.github.keycloakfinapi.api.Fields;
import io.github.keycloakfinapi.internals.Lifetimes;
import io.github.keycloakfinapi.settings.ClientSettings;
import org.keycloak.models.ClientModel;
import org.keycloak.protocol.oidc.OIDCConfigAttributes;

/**
 * The requested lifetimes of a client's next tokens in seconds: {@code null} leaves a lifetime unchanged, 0 means as long as
 * Keycloak allows.
 *
 * <p>Source: finAPI reference, section 4.
 */
record LifetimeChange(Integer refresh, Integer userAccess, Integer clientAccess) {
    private static final String REFRESH = "refreshTokensValidityPeriod";
    private static final String USER_ACCESS = "userAccessTokensValidityPeriod";
    private static final String CLIENT_ACCESS = "clientAccessTokensValidityPeriod";

    static LifetimeChange from(Fields fields) {
        return new LifetimeChange(
                fields.integer(REFRESH, LifetimeChange::violation),
                fields.integer(USER_ACCESS, LifetimeChange::violation),
                fields.integer(CLIENT_ACCESS, LifetimeChange::violation));
    }

    private static String violation(int seconds) {
        return seconds == 0 || seconds >= ClientSettings.LEAST_LIFESPAN
                ? null
                : "must be 0 or at least " + ClientSettings.LEAST_LIFESPAN + " (seconds)";
    }

    boolean isEmpty() {
        return refresh == null && userAccess == null && clientAccess == null;
    }

    /**
     * Writes Keycloak's own settings for the client.
     *
     * @throws io.github.keycloakfinapi.api.ApiException 400 for a period that Keycloak would cut short
     */
    void apply(ClientModel client) {
        if (isEmpty()) {
            return;
        }
        int clientsBefore = Lifetimes.of(client).clientAccess();
        if (refresh != null) {
            setOrRemove(client, OIDCConfigAttributes.CLIENT_SESSION_IDLE_TIMEOUT, refresh);
            setOrRemove(client, OIDCConfigAttributes.CLIENT_SESSION_MAX_LIFESPAN, refresh);
            requireAtMost(Lifetimes.of(client).refresh(), refresh, REFRESH, "lifetime.over-session");
        }
        if (userAccess != null) {
            client.setAttribute(OIDCConfigAttributes.ACCESS_TOKEN_LIFESPAN, userAccess.toString());
            requireAtMost(Lifetimes.of(client).userAccess(), userAccess, USER_ACCESS, "lifetime.over-own-session");
        }
        if (clientAccess != null) {
            requireAtMost(
                    Lifetimes.longestSession(client.getRealm()), clientAccess, CLIENT_ACCESS, "lifetime.over-session");
            client.setAttribute(ClientSettings.CLIENT_TOKENS, clientAccess.toString());
        } else if (Lifetimes.of(client).clientAccess() != clientsBefore) {
            // Without their own setting, client tokens have the lifetime of user tokens; at finAPI the two are
            // independent.
            int same = Math.max(clientsBefore, ClientSettings.LEAST_LIFESPAN);
            client.setAttribute(ClientSettings.CLIENT_TOKENS, Integer.toString(same));
        }
    }

    /** Without this setting the realm's applies, which is the longest that Keycloak allows. */
    private static void setOrRemove(ClientModel client, String attribute, int seconds) {
        if (seconds == 0) {
            client.removeAttribute(attribute);
        } else {
            client.setAttribute(attribute, Integer.toString(seconds));
        }
    }

    private static void requireAtMost(int most, int asked, String field, String messageKey) {
        if (asked > most) {
            throw ApiError.business(400, ErrorCode.BAD_REQUEST, messageKey, field, Integer.toString(most))
                    .asException();
        }
    }
}
