package io.github.keycloakfinapi.callback;

import org.keycloak.models.RealmModel;

/** What an operator sets for the callbacks of a realm: realm attributes. What is not {@code true} is not set. */
final class CallbackSettings {
    private static final String PRIVATE_ADDRESSES = "finapi.callback-private-addresses";
    private static final String PAUSED = "finapi.callbacks-paused";

    private CallbackSettings() {}

    /** Whether clients may be called at addresses that are not the internet's. */
    static boolean allowPrivateAddresses(RealmModel realm) {
        return Boolean.parseBoolean(realm.getAttribute(PRIVATE_ADDRESSES));
    }

    /** Whether nothing is sent at present; notices are kept. */
    static boolean arePaused(RealmModel realm) {
        return Boolean.parseBoolean(realm.getAttribute(PAUSED));
    }
}
