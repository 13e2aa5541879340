package io.github.keycloakfinapi.callback;

import java.time.DateTimeException;
import java.time.Instant;
import org.keycloak.models.RealmModel;

/** What an operator sets for the callbacks of a realm: realm attributes. What is not {@code true} is not set. */
final class CallbackSettings {
    private static final String PRIVATE_ADDRESSES = "finapi.callback-private-addresses";
    private static final String PAUSED = "finapi.callbacks-paused";

    private static final String MASS_REMOVAL = "finapi.callback-mass-removal-percent";
    private static final String RELEASED = "finapi.callbacks-released";
    private static final int DEFAULT_MASS_REMOVAL = 10;

    private CallbackSettings() {}

    /**
     * More than this share of a directory's users gone within an hour is a mass removal; 10 percent where it is not set, or no
     * number from 0 to 100. With 100 there is none.
     */
    static int massRemovalPercent(RealmModel realm) {
        String text = realm.getAttribute(MASS_REMOVAL);
        return text != null && text.matches("100|[0-9]{1,2}") ? Integer.parseInt(text) : DEFAULT_MASS_REMOVAL;
    }

    /** Until when notices that are held are let go, milliseconds since the epoch; 0 for none. */
    static long releasedUntil(RealmModel realm) {
        String text = realm.getAttribute(RELEASED);
        try {
            return text == null ? 0 : Instant.parse(text).toEpochMilli();
        } catch (DateTimeException misspelt) {
            return 0;
        }
    }

    /** Whether clients may be called at addresses that are not the internet's. */
    static boolean allowPrivateAddresses(RealmModel realm) {
        return Boolean.parseBoolean(realm.getAttribute(PRIVATE_ADDRESSES));
    }

    /** Whether nothing is sent at present; notices are kept. */
    static boolean arePaused(RealmModel realm) {
        return Boolean.parseBoolean(realm.getAttribute(PAUSED));
    }
}
