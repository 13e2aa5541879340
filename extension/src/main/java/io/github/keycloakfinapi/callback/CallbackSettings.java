package io.github.keycloakfinapi.callback;

import java.time.DateTimeException;
import java.time.Instant;
import org.keycloak.models.RealmModel;

/** The operator's settings for a realm's callbacks: realm attributes. Any value but {@code true} counts as not set. */
final class CallbackSettings {
    private static final String PRIVATE_ADDRESSES = "finapi.callback-private-addresses";
    private static final String PAUSED = "finapi.callbacks-paused";

    private static final String MASS_REMOVAL = "finapi.callback-mass-removal-percent";
    private static final String RELEASED = "finapi.callbacks-released";
    private static final int DEFAULT_MASS_REMOVAL = 10;

    private CallbackSettings() {}

    /**
     * The percentage of a directory's users that must disappear within an hour to count as a mass removal: 10 if not set, or
     * not a number from 0 to 100. With 100 there are no mass removals.
     */
    static int massRemovalPercent(RealmModel realm) {
        String text = realm.getAttribute(MASS_REMOVAL);
        return text != null && text.matches("100|[0-9]{1,2}") ? Integer.parseInt(text) : DEFAULT_MASS_REMOVAL;
    }

    /** Held notices from before this time are released; milliseconds since the epoch, 0 for none. */
    static long releasedUntil(RealmModel realm) {
        String text = realm.getAttribute(RELEASED);
        try {
            return text == null ? 0 : Instant.parse(text).toEpochMilli();
        } catch (DateTimeException misspelt) {
            return 0;
        }
    }

    /** Whether clients may use addresses that are not on the public internet. */
    static boolean allowPrivateAddresses(RealmModel realm) {
        return Boolean.parseBoolean(realm.getAttribute(PRIVATE_ADDRESSES));
    }

    /** Whether sending is paused; notices are kept. */
    static boolean arePaused(RealmModel realm) {
        return Boolean.parseBoolean(realm.getAttribute(PAUSED));
    }
}
