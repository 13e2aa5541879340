package io.github.keycloakfinapi.configuration;

import io.github.keycloakfinapi.api.ApiRequest;
import io.github.keycloakfinapi.api.ApiVersion;
import io.github.keycloakfinapi.api.Caller;
import io.github.keycloakfinapi.internals.BruteForce;
import io.github.keycloakfinapi.internals.Lifetimes;
import io.github.keycloakfinapi.internals.WebOrigins;
import io.github.keycloakfinapi.settings.ClientSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * A client's configuration with every field of the version, because strict clients require all of them. Fields about users
 * and tokens show what Keycloak does. Of the fields about banks, the writable ones are stored, and the others say that there
 * are no banks.
 *
 * <p>Source: finAPI reference, section 4.
 */
final class ClientConfiguration {
    static final String HIDDEN = "XXXXX";

    private static final List<String> PRODUCTS = List.of(
            "access",
            "webForm",
            "customerDashboard",
            "dataIntelligence",
            "giroIdent",
            "schufaApi",
            "diLabelling",
            "contractManager",
            "giroCheck",
            "kreditCheck",
            "kreditCheckB2B",
            "debitFlex",
            "transparencyRegister");

    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final ClientModel client;
    private final ClientSettings settings;

    private ClientConfiguration(ClientModel client) {
        this.client = client;
        settings = new ClientSettings(client);
    }

    /** The fields of the calling client, some of them {@code null}. */
    static Map<String, Object> of(ApiRequest request) {
        ClientConfiguration configuration =
                new ClientConfiguration(request.caller().client());
        configuration.addUsersAndTokens(request);
        configuration.addBanks();
        if (request.version() == ApiVersion.V1) {
            configuration.addOfV1();
        } else {
            configuration.addOfV2();
        }
        return configuration.fields;
    }

    private void addUsersAndTokens(ApiRequest request) {
        RealmModel realm = request.realm();
        Lifetimes lifetimes = Lifetimes.of(client);
        UserModel serviceAccount = request.session().users().getServiceAccount(client);
        fields.put(
                "userNotificationCallbackUrl",
                settings.userNotificationCallbackUrl().orElse(null));
        fields.put(
                "userSynchronizationCallbackUrl",
                settings.userSynchronizationCallbackUrl().orElse(null));
        fields.put("refreshTokensValidityPeriod", lifetimes.refresh());
        fields.put("userAccessTokensValidityPeriod", lifetimes.userAccess());
        fields.put("clientAccessTokensValidityPeriod", lifetimes.clientAccess());
        fields.put("maxUserLoginAttempts", BruteForce.isOn(realm) ? realm.getFailureFactor() : 0);
        fields.put("isUserAutoVerificationEnabled", settings.isUserAutoVerificationEnabled());
        fields.put("isMandatorAdmin", Caller.hasRole(realm, serviceAccount, Caller.ADMIN_ROLE));
        fields.put("isAutomaticBatchUpdateEnabled", settings.isAutomaticBatchUpdateEnabled());
        fields.put(
                "corsAllowedOrigins",
                WebOrigins.of(request.session(), client).stream().sorted().toList());
    }

    private void addBanks() {
        fields.put("mandatorLicense", "UNLICENSED");
        fields.put("preferredConsentType", settings.preferredConsentType());
        fields.put("betaBanksEnabled", settings.wantsBetaBanks());
        fields.put("finTSProductRegistrationNumber", settings.hasProductRegistrationNumber() ? HIDDEN : null);
        addEach(
                false,
                "pfmServicesEnabled",
                "isDevelopmentModeEnabled",
                "isNonEuroAccountsSupported",
                "isAutoCategorizationEnabled",
                "isWebScrapingEnabled",
                "paymentsEnabled",
                "isStandalonePaymentsEnabled");
        fields.put("transactionImportLimitation", 0);
        fields.put("availableBankGroups", List.of());
    }

    private void addOfV1() {
        fields.put("products", List.of());
        fields.put("categoryRestrictions", null);
        addEach("DISABLED", "aisWebFormMode", "pisWebFormMode", "pisStandaloneWebFormMode");
        addEach(false, "isXs2aEnabled", "autoDismountWebForm");
        addEach(
                settings.offersToStoreSecrets(),
                "storeSecretsAvailableInWebForm",
                // finAPI's older name for the same.
                "pinStorageAvailableInWebForm");
        fields.put("applicationName", settings.applicationName().orElse(null));
        fields.put("supportSubjectDefault", settings.supportSubjectDefault().orElse(null));
        fields.put("supportEmail", settings.supportEmail().orElse(null));
    }

    private void addOfV2() {
        fields.put("products", List.of("ACCESS"));
        Map<String, Boolean> enabled = new LinkedHashMap<>();
        PRODUCTS.forEach(product -> enabled.put(product, product.equals("access")));
        fields.put("enabledProducts", enabled);
        addEach(List.of(), "categoryRestrictions", "accountTypeRestrictions");
        addEach(
                false,
                "categoryRestrictionsEnabled",
                "aisEnabled",
                "aisViaWebForm",
                "pisViaWebForm",
                "pisStandaloneViaWebForm");
    }

    private void addEach(Object value, String... names) {
        Stream.of(names).forEach(name -> fields.put(name, value));
    }
}
