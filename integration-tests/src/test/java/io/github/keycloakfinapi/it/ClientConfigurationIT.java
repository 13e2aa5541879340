package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Json;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client is shown of its configuration. {@link EditClientConfigurationIT} has what it may change. */
@BothVersions
final class ClientConfigurationIT {

    private static final String BOTH = "{\"refreshTokensValidityPeriod\":86400,\"userAccessTokensValidityPeriod\":3600,"
            + "\"clientAccessTokensValidityPeriod\":3600,\"maxUserLoginAttempts\":3,"
            + "\"isUserAutoVerificationEnabled\":true,\"isMandatorAdmin\":false,\"isAutomaticBatchUpdateEnabled\":true,"
            + "\"corsAllowedOrigins\":[],\"mandatorLicense\":\"UNLICENSED\",\"preferredConsentType\":\"RECURRING\","
            + "\"betaBanksEnabled\":false,\"pfmServicesEnabled\":false,\"isDevelopmentModeEnabled\":false,"
            + "\"isNonEuroAccountsSupported\":false,\"isAutoCategorizationEnabled\":false,"
            + "\"isWebScrapingEnabled\":false,\"paymentsEnabled\":false,\"isStandalonePaymentsEnabled\":false,"
            + "\"transactionImportLimitation\":0,\"availableBankGroups\":[]";
    private static final String V1 = ",\"userNotificationCallbackUrl\":null,\"userSynchronizationCallbackUrl\":null,"
            + "\"finTSProductRegistrationNumber\":null,\"products\":[],\"categoryRestrictions\":null,"
            + "\"aisWebFormMode\":\"DISABLED\",\"pisWebFormMode\":\"DISABLED\",\"pisStandaloneWebFormMode\":\"DISABLED\","
            + "\"isXs2aEnabled\":false,\"autoDismountWebForm\":false,\"storeSecretsAvailableInWebForm\":false,"
            + "\"pinStorageAvailableInWebForm\":false,\"applicationName\":null,\"supportSubjectDefault\":null,"
            + "\"supportEmail\":null}";
    private static final String V2 =
            ",\"products\":[\"ACCESS\"],\"enabledProducts\":{\"access\":true,\"webForm\":false,"
                    + "\"customerDashboard\":false,\"dataIntelligence\":false,\"giroIdent\":false,\"schufaApi\":false,"
                    + "\"diLabelling\":false,\"contractManager\":false,\"giroCheck\":false,\"kreditCheck\":false,"
                    + "\"kreditCheckB2B\":false,\"debitFlex\":false,\"transparencyRegister\":false},\"categoryRestrictions\":[],"
                    + "\"categoryRestrictionsEnabled\":false,\"accountTypeRestrictions\":[],\"aisEnabled\":false,"
                    + "\"aisViaWebForm\":false,\"pisViaWebForm\":false,\"pisStandaloneViaWebForm\":false}";

    private final FinApi shared;
    private final KeycloakServer keycloak;
    private final Clients clients;
    private FinApi finapi;

    ClientConfigurationIT(Version version, KeycloakServer keycloak) {
        this.shared = FinApi.of(keycloak, version);
        this.keycloak = keycloak;
        this.clients = new Clients(keycloak.admin());
    }

    @BeforeEach
    void makeAClient() {
        finapi = shared.as(clients.app());
    }

    /** Strict clients refuse an object that lacks a field, or has one of another type. */
    @Test
    void hasEveryFieldOfItsVersion() {
        var expected = BOTH + (finapi.version() == Version.V1 ? V1 : V2);

        assertThat(finapi.configuration().expect(200).json()).isEqualTo(Json.tree(Json.object(expected)));
    }

    @ParameterizedTest
    @CsvSource({
        "finapi.user-auto-verification,       false, isUserAutoVerificationEnabled,    false",
        "finapi.user-auto-verification,       maybe, isUserAutoVerificationEnabled,    false",
        "finapi.automatic-batch-update,       false, isAutomaticBatchUpdateEnabled,    false",
        "finapi.beta-banks-enabled,           true,  betaBanksEnabled,                 true",
        "finapi.beta-banks-enabled,           yes,   betaBanksEnabled,                 false",
        "finapi.preferred-consent-type,       ONETIME, preferredConsentType,           ONETIME",
        "finapi.preferred-consent-type,       never, preferredConsentType,             ONETIME",
        "access.token.lifespan,               240,   userAccessTokensValidityPeriod,   240",
        "access.token.lifespan,               240,   clientAccessTokensValidityPeriod, 240",
        "access.token.lifespan,               0,     userAccessTokensValidityPeriod,   86400",
        "access.token.lifespan,               -1,    userAccessTokensValidityPeriod,   86400",
        "access.token.lifespan,               999999,userAccessTokensValidityPeriod,   86400",
        "access.token.lifespan,               soon,  userAccessTokensValidityPeriod,   0",
        "finapi.client-access-token-lifespan, 120,   clientAccessTokensValidityPeriod, 120",
        "finapi.client-access-token-lifespan, 120,   userAccessTokensValidityPeriod,   3600",
        "finapi.client-access-token-lifespan, 0,     clientAccessTokensValidityPeriod, 86400",
        "finapi.client-access-token-lifespan, soon,  clientAccessTokensValidityPeriod, 60",
        "client.session.idle.timeout,         7200,  refreshTokensValidityPeriod,      7200",
        "client.session.max.lifespan,         7200,  refreshTokensValidityPeriod,      7200",
        "client.session.max.lifespan,         1200,  userAccessTokensValidityPeriod,   1200",
        "finapi.user-notification-callback-url,    https://a.example/n, userNotificationCallbackUrl,    https://a.example/n",
        "finapi.user-synchronization-callback-url, https://a.example/s, userSynchronizationCallbackUrl, https://a.example/s",
    })
    void followsTheConsole(String setting, String value, String field, String shown) {
        // A token that is got before is as good as the one after, and a lifespan that is none gives no other.
        var token = finapi.clientToken();

        clients.setAttribute(finapi.client(), setting, value);

        assertThat(finapi.call("GET", finapi.version().clientConfiguration())
                        .bearer(token)
                        .send()
                        .expect(200)
                        .text(field))
                .isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "finapi.user-synchronization-callback-url, ftp://a.example, userSynchronizationCallbackUrl",
        "finapi.user-notification-callback-url,    a.example,       userNotificationCallbackUrl",
        "finapi.fints-product-registration-number, xyz,             finTSProductRegistrationNumber"
    })
    void showsNoneOfWhatIsMisspelt(String setting, String value, String field) {
        clients.setAttribute(finapi.client(), setting, value);

        assertThat(finapi.configuration().expect(200).json().path(field).asText(""))
                .isIn("", "null");
    }

    @Test
    void showsTheWebOriginsOfTheClient() {
        clients.change(finapi.client(), Map.of("webOrigins", List.of("https://b.example", "https://a.example")));

        assertThat(finapi.configuration().expect(200).json().path("corsAllowedOrigins"))
                .isEqualTo(Json.tree(List.of("https://a.example", "https://b.example")));
    }

    @ParameterizedTest
    @CsvSource({"true, 5, 5", "true, 1, 1", "false, 5, 0"})
    void showsHowManyFailedLoginsTheRealmAllows(boolean detects, int factor, int shown) {
        try (var realm = new OtherRealm(
                keycloak, shared.version(), Map.of("bruteForceProtected", detects, "failureFactor", factor))) {
            assertThat(realm.finapi()
                            .configuration()
                            .expect(200)
                            .json()
                            .path("maxUserLoginAttempts")
                            .asInt())
                    .isEqualTo(shown);
        }
    }

    @Test
    void tellsOfAClientThatIsTheMandatorsAdminToo() {
        clients.giveRole(clients.serviceAccount(finapi.client()), "finapi-mandator-admin");

        assertThat(finapi.configuration()
                        .expect(200)
                        .json()
                        .path("isMandatorAdmin")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void hidesTheProductNumber() {
        clients.setAttribute(finapi.client(), "finapi.fints-product-registration-number", "0123456789ABCDEF");

        assertThat(finapi.configuration().expect(200).text("finTSProductRegistrationNumber"))
                .isEqualTo("XXXXX");
    }

    @Test
    void hasNoSecrets() {
        var key = "0123456789abcdef0123456789abcdef";
        clients.setAttribute(finapi.client(), "finapi.data-decryption-key", key);

        assertThat(finapi.configuration().expect(200).body())
                .doesNotContain(key, finapi.client().secret());
    }

    @Test
    void isThatOfTheCallerAlone() {
        var other = shared.as(clients.app(Map.of("finapi.beta-banks-enabled", "true")));

        assertThat(isBeta(other)).isTrue();
        assertThat(isBeta(finapi)).isFalse();

        finapi.editConfiguration(Map.of("betaBanksEnabled", true)).expect(200);
        other.editConfiguration(Map.of("betaBanksEnabled", false)).expect(200);
        assertThat(isBeta(other)).isFalse();
        assertThat(isBeta(finapi)).isTrue();
    }

    private static boolean isBeta(FinApi finapi) {
        return finapi.configuration()
                .expect(200)
                .json()
                .path("betaBanksEnabled")
                .asBoolean();
    }

    /** With roles of Keycloak's own, and without those of finAPI's. */
    @Test
    void isForNobodyElse() {
        var stranger = shared.as(clients.thatManagesUsers());
        var token = stranger.standardToken(Map.of("grant_type", "client_credentials"))
                .expect(200)
                .text("access_token");

        for (var method : List.of("GET", "PATCH")) {
            assertThatError(stranger.call(method, stranger.version().clientConfiguration())
                            .bearer(token)
                            .json("{\"betaBanksEnabled\":true}")
                            .send())
                    .isEnvelope(403, "UNAUTHORIZED_ACCESS");
        }
        assertThat(keycloak.admin()
                        .get("/clients/" + clients.internalId(stranger.client()))
                        .path("attributes")
                        .has("finapi.beta-banks-enabled"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"100", "7200"})
    void aRealmWhoseSessionsAreShorterShowsWhatHolds(String wanted) {
        try (var realm = new OtherRealm(keycloak, shared.version())) {
            var its = new Clients(realm.admin());
            var client = realm.finapi()
                    .as(its.app(Map.of(
                            "client.session.idle.timeout", wanted,
                            "client.session.max.lifespan", wanted,
                            "access.token.lifespan", wanted)));
            realm.admin()
                    .put("", Map.of("ssoSessionIdleTimeout", 1800, "ssoSessionMaxLifespan", 3600))
                    .expect(204);

            var configuration = client.configuration().expect(200).json();

            assertThat(configuration.path("refreshTokensValidityPeriod").asInt())
                    .isEqualTo(Math.min(1800, Integer.parseInt(wanted)));
            assertThat(configuration.path("userAccessTokensValidityPeriod").asInt())
                    .isEqualTo(Math.min(3600, Integer.parseInt(wanted)));
        }
    }

    /** The published table of finAPI's fields, held against this version's own document by the contract of every call. */
    @Test
    void hasTheFieldsOfTheOtherVersionInThatAlone() {
        var own = names(finapi.configuration().expect(200).json());
        var others = names(
                finapi.in(finapi.version().other()).configuration().expect(200).json());
        var ofV1 = List.of("applicationName", "supportEmail", "isXs2aEnabled", "aisWebFormMode");
        var ofV2 = List.of("enabledProducts", "accountTypeRestrictions", "aisEnabled", "aisViaWebForm");

        assertThat(finapi.version() == Version.V1 ? own : others)
                .containsAll(ofV1)
                .doesNotContainAnyElementsOf(ofV2);
        assertThat(finapi.version() == Version.V1 ? others : own)
                .containsAll(ofV2)
                .doesNotContainAnyElementsOf(ofV1);
    }

    private static TreeSet<String> names(JsonNode object) {
        var names = new TreeSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void isNotThatOfAMandatorAdminClient() {
        var admin = shared.as(FinApi.mandatorAdmin(keycloak));

        assertThatError(admin.configuration()).isEnvelope(403, "UNAUTHORIZED_ACCESS");
        assertThatError(admin.editConfiguration("{\"betaBanksEnabled\":true}")).isEnvelope(403, "UNAUTHORIZED_ACCESS");
    }

    @Test
    void isNotThatOfAUsersToken() {
        Credentials user = shared.newUser();

        Stream.of("GET", "PATCH")
                .map(method -> shared.call(method, shared.version().clientConfiguration())
                        .bearer(shared.userToken(user))
                        .json("{\"betaBanksEnabled\":true}")
                        .send())
                .forEach(answer -> assertThatError(answer).isEnvelope(403, "UNAUTHORIZED_ACCESS"));
    }
}
