package io.github.keycloakfinapi.settings;

import java.net.URI;
import java.net.URISyntaxException;
import org.keycloak.common.enums.SslRequired;
import org.keycloak.models.RealmModel;

/**
 * The callback URL of a client.
 *
 * <p>Source: finAPI reference, section 4.
 */
public final class CallbackUrl {
    /** In characters. */
    private static final int MAX = 512;

    private static final int MAX_PORT = 65_535;

    private CallbackUrl() {}

    /** Whether only HTTPS is allowed, because the realm requires it of its clients, too. */
    public static boolean needsTls(RealmModel realm) {
        return realm.getSslRequired() != SslRequired.NONE;
    }

    static boolean isValid(String text) {
        return violation(text, false) == null;
    }

    /** Describes what is wrong with a text, as a continuation of the field's name; {@code null} if nothing is. */
    public static String violation(String text, boolean tls) {
        if (text.length() > MAX) {
            return "must have at most " + MAX + " characters";
        }
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException malformed) {
            return "must be a URL";
        }
        boolean https = "https".equalsIgnoreCase(url.getScheme());
        if (!https && (tls || !"http".equalsIgnoreCase(url.getScheme()))) {
            return "must be an absolute URL that starts with https://" + (tls ? "" : " or http://");
        }
        if (url.getHost() == null || url.getPort() == 0 || url.getPort() > MAX_PORT) {
            return "must name a host, and no port but 1 to " + MAX_PORT;
        }
        if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
            return "may have neither user information nor a fragment";
        }
        return text.chars().allMatch(c -> c < 128) ? null : "may contain only ASCII, all else percent-encoded";
    }
}
