package io.github.keycloakfinapi.settings;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.keycloak.models.ClientModel;
import org.keycloak.protocol.oidc.OIDCConfigAttributes;

/**
 * What finAPI configures for a client and Keycloak has no setting for: client attributes. A value that is none is logged
 * once, and counts as not set.
 *
 * <p>Source: finAPI reference, section 4.
 */
public record ClientSettings(ClientModel client) {
    private static final Logger LOG = Logger.getLogger(ClientSettings.class);
    private static final Set<String> REPORTED = ConcurrentHashMap.newKeySet();
    private static final Pattern BOOLEAN = Pattern.compile("true|false");
    private static final Pattern VERSION = Pattern.compile("V1|V2");
    // 0, or 60 to 999,999,999: finAPI's least, and less than an int can hold.
    private static final Pattern LIFESPAN = Pattern.compile("0|[6-9][0-9]|[1-9][0-9]{2,8}");
    private static final Pattern KEY = Pattern.compile("[0-9a-fA-F]{32}");

    /** Whether its new users need no verification; {@code finapi.user-auto-verification}, true by default. */
    public boolean verifiesUsers() {
        return isNotOff("finapi.user-auto-verification");
    }

    /** Whether its users may be updated automatically; {@code finapi.automatic-batch-update}, true by default. */
    public boolean updatesAutomatically() {
        return isNotOff("finapi.automatic-batch-update");
    }

    /** 32 hex digits; {@code finapi.data-decryption-key}. */
    public Optional<String> dataDecryptionKey() {
        return value("finapi.data-decryption-key", KEY.asMatchPredicate());
    }

    /** {@code V1} or {@code V2}, the one version that it is bound to; {@code finapi.api-version}, none by default. */
    public Optional<String> apiVersion() {
        return value("finapi.api-version", VERSION.asMatchPredicate());
    }

    /**
     * Seconds that its client tokens are valid, 0 for as long as Keycloak can; {@code finapi.client-access-token-lifespan},
     * as for user tokens by default.
     */
    public Optional<Integer> clientAccessTokenLifespan() {
        return value("finapi.client-access-token-lifespan", LIFESPAN.asMatchPredicate())
                .map(Integer::valueOf)
                .or(this::userAccessTokenLifespan);
    }

    /**
     * 0 when its user tokens are to be valid for as long as Keycloak can; Keycloak's own <em>Access Token Lifespan</em>, of
     * which Keycloak understands every value but this one.
     */
    public Optional<Integer> userAccessTokenLifespan() {
        return "0".equals(client.getAttribute(OIDCConfigAttributes.ACCESS_TOKEN_LIFESPAN))
                ? Optional.of(0)
                : Optional.empty();
    }

    private boolean isNotOff(String name) {
        return value(name, BOOLEAN.asMatchPredicate()).map(Boolean::valueOf).orElse(true);
    }

    private Optional<String> value(String name, Predicate<String> valid) {
        Optional<String> value = Optional.ofNullable(client.getAttribute(name)).filter(text -> !text.isBlank());
        if (value.filter(valid.negate()).isPresent() && REPORTED.add(client.getId() + " " + name)) {
            // Without the value, which may be a key with a typing error.
            LOG.errorf(
                    "The attribute %s of the client %s has no valid value and is ignored.", name, client.getClientId());
        }
        return value.filter(valid);
    }
}
