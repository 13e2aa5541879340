package io.github.keycloakfinapi.settings;

import io.github.keycloakfinapi.log.Once;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.keycloak.models.RealmModel;

/**
 * Whether a token request returns the last token while it is valid. Stored in realm attributes; the log reports invalid
 * values.
 *
 * @param on {@code finapi.token-reuse}, by default {@code true}; any value but {@code true} counts as {@code false}
 * @param leastLifetime seconds that the token must be valid for, or there is a new one; {@code finapi.token-reuse-least-lifetime},
 *     1 to 3600, by default {@value #DEFAULT_LEAST_LIFETIME}
 */
public record TokenReuse(boolean on, int leastLifetime) {
    private static final String ON = "finapi.token-reuse";
    private static final String LEAST_LIFETIME = "finapi.token-reuse-least-lifetime";
    private static final int DEFAULT_LEAST_LIFETIME = 5;
    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,2}|[12][0-9]{3}|3[0-5][0-9]{2}|3600");

    private static final Logger LOG = Logger.getLogger(TokenReuse.class);
    private static final Once REPORTED = new Once();

    public static TokenReuse of(RealmModel realm) {
        return new TokenReuse(isOn(realm), leastLifetime(realm));
    }

    private static boolean isOn(RealmModel realm) {
        String text = realm.getAttribute(ON);
        if (text == null || text.isBlank() || text.equals("true")) {
            return true;
        }
        if (!text.equals("false")) {
            report(realm, ON, text, "true or false", "false");
        }
        return false;
    }

    private static int leastLifetime(RealmModel realm) {
        String text = realm.getAttribute(LEAST_LIFETIME);
        if (text == null || text.isBlank()) {
            return DEFAULT_LEAST_LIFETIME;
        }
        if (SECONDS.matcher(text).matches()) {
            return Integer.parseInt(text);
        }
        report(
                realm,
                LEAST_LIFETIME,
                text,
                "a number of seconds from 1 to 3600",
                String.valueOf(DEFAULT_LEAST_LIFETIME));
        return DEFAULT_LEAST_LIFETIME;
    }

    private static void report(RealmModel realm, String name, String text, String allowed, String holds) {
        if (REPORTED.isNew(realm.getId() + " " + name, text)) {
            LOG.errorf(
                    "Realm %s: the attribute %s must be %s; until then %s applies",
                    realm.getName(), name, allowed, holds);
        }
    }
}
