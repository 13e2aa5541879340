package io.github.keycloakfinapi.configuration;

import io.github.keycloakfinapi.api.ApiError;
import io.github.keycloakfinapi.api.ApiVersion;
import io.github.keycloakfinapi.api.Fields;
import io.github.keycloakfinapi.api.TextLimits;
import io.github.keycloakfinapi.settings.CallbackUrl;
import io.github.keycloakfinapi.settings.ClientSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The changes of a client's configuration: {@code null} leaves a field unchanged.
 *
 * <p>Source: finAPI reference, section 4, the fields marked as writable.
 *
 * @param lifetimes of its tokens
 * @param attributes client attributes with their new values; an empty value removes one
 */
record ConfigurationUpdateParams(LifetimeChange lifetimes, Map<String, String> attributes) {
    private static final TextLimits PRODUCT_NUMBER =
            new TextLimits(0, 25, Pattern.compile("[0-9A-F]"), "digits and A to F");
    private static final String PIN_STORAGE = "isPinStorageAvailableInWebForm";
    private static final String SECRET_STORAGE = "storeSecretsAvailableInWebForm";

    /**
     * Reads the fields of this version.
     *
     * @param tls whether callbacks require HTTPS
     * @throws io.github.keycloakfinapi.api.ApiException 400 if a field is wrong or unknown, or none is given
     */
    static ConfigurationUpdateParams from(Fields fields, ApiVersion version, boolean tls) {
        Map<String, String> attributes = new LinkedHashMap<>();
        UnaryOperator<String> url = text -> text.isEmpty() ? null : CallbackUrl.violation(text, tls);
        put(attributes, ClientSettings.NOTIFICATION_URL, fields.text("userNotificationCallbackUrl", url));
        put(attributes, ClientSettings.SYNCHRONIZATION_URL, fields.text("userSynchronizationCallbackUrl", url));
        LifetimeChange lifetimes = LifetimeChange.from(fields);
        put(attributes, ClientSettings.FINTS_NUMBER, fields.text("finTSProductRegistrationNumber", PRODUCT_NUMBER));
        put(attributes, ClientSettings.BETA_BANKS, fields.bool("betaBanksEnabled"));
        if (version == ApiVersion.V1) {
            readWebForm(fields, attributes);
        } else {
            put(
                    attributes,
                    ClientSettings.CONSENT_TYPE,
                    fields.text("preferredConsentType", ConfigurationUpdateParams::consentTypeViolation));
            fields.verify();
        }
        if (lifetimes.isEmpty() && attributes.isEmpty()) {
            throw ApiError.badRequest("At least one field that can be changed must be given.")
                    .asException();
        }
        return new ConfigurationUpdateParams(lifetimes, attributes);
    }

    private static void readWebForm(Fields fields, Map<String, String> attributes) {
        put(attributes, ClientSettings.APPLICATION_NAME, fields.text("applicationName", TextLimits.printable(0, 64)));
        put(
                attributes,
                ClientSettings.SUPPORT_SUBJECT,
                fields.text("supportSubjectDefault", TextLimits.printable(0, 100)));
        put(attributes, ClientSettings.SUPPORT_EMAIL, fields.text("supportEmail", TextLimits.printable(0, 320)));
        Boolean secrets = fields.bool(SECRET_STORAGE);
        Boolean pins = fields.bool(PIN_STORAGE);
        fields.verify();
        if (secrets != null && pins != null && !secrets.equals(pins)) {
            throw ApiError.badRequest("The fields '" + SECRET_STORAGE + "' and '" + PIN_STORAGE
                            + "' are the same setting, so their values must be equal.")
                    .asException();
        }
        put(attributes, ClientSettings.STORE_SECRETS, secrets == null ? pins : secrets);
    }

    private static String consentTypeViolation(String text) {
        return Set.of("ONETIME", "RECURRING").contains(text) ? null : "must be ONETIME or RECURRING";
    }

    private static void put(Map<String, String> attributes, String name, Object value) {
        if (value != null) {
            attributes.put(name, value.toString());
        }
    }
}
