package io.github.keycloakfinapi.settings;

import io.github.keycloakfinapi.log.Once;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.models.ClientModel;
import org.keycloak.protocol.oidc.OIDCConfigAttributes;

/**
 * finAPI's settings of a client that Keycloak does not have, stored in client attributes. An invalid value counts as the
 * strictest one, and the log says so whenever it changes.
 *
 * <p>Source: finAPI reference, section 4.
 */
public record ClientSettings(ClientModel client) {
    /** The client attribute. */
    public static final String DATA_DECRYPTION_KEY = "finapi.data-decryption-key";

    /** The client attribute. */
    public static final String API_VERSION = "finapi.api-version";

    /** The client attribute. */
    public static final String CLIENT_TOKENS = "finapi.client-access-token-lifespan";

    /** The client attribute. */
    public static final String NOTIFICATION_URL = "finapi.user-notification-callback-url";

    /** The client attribute. */
    public static final String SYNCHRONIZATION_URL = "finapi.user-synchronization-callback-url";

    /** The client attribute. */
    public static final String FINTS_NUMBER = "finapi.fints-product-registration-number";

    /** The client attribute. */
    public static final String CONSENT_TYPE = "finapi.preferred-consent-type";

    /** The client attribute. */
    public static final String BETA_BANKS = "finapi.beta-banks-enabled";

    /** The client attribute. */
    public static final String STORE_SECRETS = "finapi.store-secrets-available-in-web-form";

    /** The client attribute. */
    public static final String APPLICATION_NAME = "finapi.application-name";

    /** The client attribute. */
    public static final String SUPPORT_EMAIL = "finapi.support-email";

    /** The client attribute. */
    public static final String SUPPORT_SUBJECT = "finapi.support-subject-default";

    private static final String AUTO_VERIFICATION = "finapi.user-auto-verification";
    private static final String BATCH_UPDATE = "finapi.automatic-batch-update";
    private static final String MAY_CHANGE_LIFETIMES = "finapi.may-change-token-lifetimes";

    private static final Logger LOG = Logger.getLogger(ClientSettings.class);
    private static final Once REPORTED = new Once();
    private static final Set<String> SECRET_AUTHENTICATORS = Set.of("client-secret", "client-secret-jwt");
    private static final String SHOWN_SECRET = "**********";
    private static final Predicate<String> BOOLEAN = matching("true|false");
    private static final Predicate<String> VERSION = matching("V1|V2");
    /** finAPI's limit, in seconds. */
    public static final int LEAST_LIFESPAN = 60;
    // 0, or 60 to 999,999,999: less than an int can hold.
    private static final Predicate<String> LIFESPAN = matching("0|[6-9][0-9]|[1-9][0-9]{2,8}");
    private static final Predicate<String> KEY = matching("[0-9a-fA-F]{32}");
    private static final Predicate<String> PRODUCT_NUMBER = matching("[0-9A-F]{1,25}");
    private static final Predicate<String> CONSENT = matching("ONETIME|RECURRING");
    private static final Map<String, Predicate<String>> VALID = Map.ofEntries(
            Map.entry(AUTO_VERIFICATION, BOOLEAN),
            Map.entry(BATCH_UPDATE, BOOLEAN),
            Map.entry(API_VERSION, VERSION),
            Map.entry(CLIENT_TOKENS, LIFESPAN),
            Map.entry(DATA_DECRYPTION_KEY, KEY),
            Map.entry(MAY_CHANGE_LIFETIMES, BOOLEAN),
            Map.entry(NOTIFICATION_URL, CallbackUrl::isValid),
            Map.entry(SYNCHRONIZATION_URL, CallbackUrl::isValid),
            Map.entry(FINTS_NUMBER, PRODUCT_NUMBER),
            Map.entry(CONSENT_TYPE, CONSENT),
            Map.entry(BETA_BANKS, BOOLEAN),
            Map.entry(STORE_SECRETS, BOOLEAN));

    private static Predicate<String> matching(String regex) {
        return Pattern.compile(regex).asMatchPredicate();
    }

    /**
     * Whether anybody can know the client's secret: it is missing, a placeholder of a realm file, or the asterisks that
     * Keycloak's console shows instead.
     */
    public boolean hasOpenSecret() {
        boolean open = isOpen(client.getClientAuthenticatorType(), client.getSecret());
        if (open && REPORTED.isNew(client.getId() + " secret", "open")) {
            LOG.errorf(
                    "Realm %s, client %s: its secret is blank or a placeholder, which anybody can know; finAPI's paths refuse"
                            + " the client until it has another one",
                    client.getRealm().getName(), client.getClientId());
        }
        return open;
    }

    /** The same for a client in a realm file. */
    public static boolean isOpen(String authenticator, String secret) {
        return provesItselfBySecret(authenticator)
                && (secret == null || secret.isBlank() || secret.contains("${") || SHOWN_SECRET.equals(secret));
    }

    /** Whether the client authenticates with a secret from Keycloak's database, not with a key, a certificate or a vault. */
    public boolean hasSecretInKeycloak() {
        String secret = client.getSecret();
        return provesItselfBySecret(client.getClientAuthenticatorType()) && (secret == null || !secret.contains("${"));
    }

    private static boolean provesItselfBySecret(String authenticator) {
        return authenticator == null || SECRET_AUTHENTICATORS.contains(authenticator);
    }

    /** The names of the attributes whose values are invalid. */
    public static Stream<String> misspelt(UnaryOperator<String> attributes) {
        return VALID.entrySet().stream()
                .filter(setting -> {
                    String text = attributes.apply(setting.getKey());
                    return text != null
                            && !text.isBlank()
                            && !setting.getValue().test(text);
                })
                .map(Map.Entry::getKey);
    }

    /** Whether its new users need no verification; {@code finapi.user-auto-verification}, true by default. */
    public boolean isUserAutoVerificationEnabled() {
        return isOnByDefault(AUTO_VERIFICATION);
    }

    /** Whether its users may be updated automatically; {@code finapi.automatic-batch-update}, true by default. */
    public boolean isAutomaticBatchUpdateEnabled() {
        return isOnByDefault(BATCH_UPDATE);
    }

    /** 32 hex digits; {@code finapi.data-decryption-key}, none by default. */
    public Optional<String> dataDecryptionKey() {
        Setting setting = setting(DATA_DECRYPTION_KEY, KEY, "32 hex digits");
        return given(setting);
    }

    /** Whether it may use {@code V1} or {@code V2}; {@code finapi.api-version} binds it to one, by default it may use both. */
    public boolean allowsVersion(String version) {
        Setting setting = setting(API_VERSION, VERSION, "V1 or V2");
        return setting.isMissing() || setting.value().equals(version);
    }

    /**
     * Seconds that its client tokens are valid, 0 for as long as Keycloak can; {@code finapi.client-access-token-lifespan},
     * as for user tokens by default.
     */
    public Optional<Integer> clientAccessTokenLifespan() {
        Setting setting = setting(CLIENT_TOKENS, LIFESPAN, "0 or a number of seconds from 60");
        if (setting.isMissing()) {
            return userAccessTokenLifespan();
        }
        return Optional.of(setting.valid() ? Integer.valueOf(setting.value()) : LEAST_LIFESPAN);
    }

    /**
     * 0 if its user tokens are valid as long as Keycloak allows. This is the value 0 of Keycloak's own <em>Access Token
     * Lifespan</em>, the only one that Keycloak does not support.
     */
    public Optional<Integer> userAccessTokenLifespan() {
        return "0".equals(client.getAttribute(OIDCConfigAttributes.ACCESS_TOKEN_LIFESPAN))
                ? Optional.of(0)
                : Optional.empty();
    }

    /** Whether it may change how long its tokens last; {@code finapi.may-change-token-lifetimes}, true by default. */
    public boolean mayChangeLifetimes() {
        return isOnByDefault(MAY_CHANGE_LIFETIMES);
    }

    /**
     * The URL for notices of deleted users; {@code finapi.user-synchronization-callback-url}, none by default. Also none if
     * the realm requires TLS and the URL is not HTTPS.
     */
    public Optional<String> userSynchronizationCallbackUrl() {
        return callbackUrl(SYNCHRONIZATION_URL);
    }

    /** The URL for other notifications about users; {@code finapi.user-notification-callback-url}, with the same rules. */
    public Optional<String> userNotificationCallbackUrl() {
        return callbackUrl(NOTIFICATION_URL);
    }

    private Optional<String> callbackUrl(String name) {
        boolean tls = CallbackUrl.needsTls(client.getRealm());
        String allowed = "an " + (tls ? "https" : "http or https") + " URL of at most 512 characters";
        return given(setting(name, url -> CallbackUrl.violation(url, tls) == null, allowed));
    }

    /** Whether it has given its FinTS product registration number; {@code finapi.fints-product-registration-number}. */
    public boolean hasProductRegistrationNumber() {
        return setting(FINTS_NUMBER, PRODUCT_NUMBER, "1 to 25 of 0-9 and A-F").valid();
    }

    /** {@code ONETIME} or {@code RECURRING}; {@code finapi.preferred-consent-type}, {@code RECURRING} by default. */
    public String preferredConsentType() {
        Setting setting = setting(CONSENT_TYPE, CONSENT, "ONETIME or RECURRING");
        return setting.isMissing() ? "RECURRING" : setting.valid() ? setting.value() : "ONETIME";
    }

    /** Whether it wants banks that are being tested; {@code finapi.beta-banks-enabled}, false by default. */
    public boolean wantsBetaBanks() {
        return isOn(BETA_BANKS);
    }

    /**
     * Whether its web form is to offer to store secrets; {@code finapi.store-secrets-available-in-web-form}, false by default.
     */
    public boolean offersToStoreSecrets() {
        return isOn(STORE_SECRETS);
    }

    /** What it is called; {@code finapi.application-name}, any text. */
    public Optional<String> applicationName() {
        return text(APPLICATION_NAME);
    }

    /** Where its users find help; {@code finapi.support-email}, any text. */
    public Optional<String> supportEmail() {
        return text(SUPPORT_EMAIL);
    }

    /** What mails to its support are about; {@code finapi.support-subject-default}, any text. */
    public Optional<String> supportSubjectDefault() {
        return text(SUPPORT_SUBJECT);
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(client.getAttribute(name)).filter(text -> !text.isBlank());
    }

    private boolean isOn(String name) {
        return Boolean.parseBoolean(setting(name, BOOLEAN, "true or false").value());
    }

    private static Optional<String> given(Setting setting) {
        return setting.valid() ? Optional.of(setting.value()) : Optional.empty();
    }

    private boolean isOnByDefault(String name) {
        Setting setting = setting(name, BOOLEAN, "true or false");
        return setting.isMissing() || Boolean.parseBoolean(setting.value());
    }

    private Setting setting(String name, Predicate<String> valid, String allowed) {
        String text = client.getAttribute(name);
        if (text == null || text.isBlank()) {
            return Setting.MISSING;
        }
        if (valid.test(text)) {
            return new Setting(text, true);
        }
        if (REPORTED.isNew(client.getId() + " " + name, text.hashCode())) {
            // Without the value, which may be a mistyped key.
            LOG.errorf(
                    "Realm %s, client %s: the attribute %s must be %s; until then the strictest of these applies",
                    client.getRealm().getName(), client.getClientId(), name, allowed);
        }
        return Setting.MISSPELT;
    }

    /** A client attribute as found. */
    private record Setting(String value, boolean valid) {
        static final Setting MISSING = new Setting(null, false);
        static final Setting MISSPELT = new Setting("", false);

        boolean isMissing() {
            return value == null;
        }
    }
}
