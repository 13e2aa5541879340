package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which values the fields of a client's configuration take. {@link ClientTokenPeriodsIT} has the lives of its tokens. */
@BothVersions
final class ClientConfigurationFieldsIT {

    private static final List<String> URLS = List.of("userNotificationCallbackUrl", "userSynchronizationCallbackUrl");

    private final KeycloakServer keycloak;
    private final Version version;
    private final Clients clients;
    private final FinApi finapi;

    ClientConfigurationFieldsIT(Version version, KeycloakServer keycloak) {
        this.keycloak = keycloak;
        this.version = version;
        this.clients = new Clients(keycloak.admin());
        this.finapi = FinApi.of(keycloak, version).as(clients.app());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "isMandatorAdmin",
                "maxUserLoginAttempts",
                "isUserAutoVerificationEnabled",
                "isAutomaticBatchUpdateEnabled",
                "corsAllowedOrigins",
                "mandatorLicense",
                "products",
                "pinStorageAvailableInWebForm",
                "aisEnabled",
                "finapi.data-decryption-key",
                "secret"
            })
    void whatCannotBeChangedIsABadRequest(String field) {
        assertThatError(finapi.editConfiguration(Map.of(field, true, "betaBanksEnabled", true)))
                .isEnvelope(400, "BAD_REQUEST")
                .names(field);
        assertThat(finapi.configuration().json().path("betaBanksEnabled").asBoolean())
                .isFalse();
    }

    @Test
    void aVersionKnowsNothingOfTheFieldsOfTheOther() {
        var others = version == Version.V1
                ? List.of("preferredConsentType")
                : List.of(
                        "storeSecretsAvailableInWebForm",
                        "isPinStorageAvailableInWebForm",
                        "applicationName",
                        "supportSubjectDefault",
                        "supportEmail");

        for (var field : others) {
            assertThatError(finapi.editConfiguration(Map.of(field, "")))
                    .isEnvelope(400, "BAD_REQUEST")
                    .names(field);
        }
    }

    @Test
    void theLimitsThemselvesAreAllowedAndNoMore() {
        var limits = new HashMap<>(Map.of("finTSProductRegistrationNumber", 25));
        if (version == Version.V1) {
            limits.putAll(Map.of("applicationName", 64, "supportSubjectDefault", 100, "supportEmail", 320));
        }
        limits.forEach((field, limit) -> {
            finapi.editConfiguration(Map.of(field, "A".repeat(limit))).expect(200);
            assertThatError(finapi.editConfiguration(Map.of(field, "A".repeat(limit + 1))))
                    .isEnvelope(400, "BAD_REQUEST")
                    .names(field);
            assertThatError(finapi.editConfiguration(Map.of(field, "\n")))
                    .isEnvelope(400, "BAD_REQUEST")
                    .names(field);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"G", "a", "0 1", " "})
    void aProductNumberIsHexadecimal(String number) {
        assertThatError(finapi.editConfiguration(Map.of("finTSProductRegistrationNumber", number)))
                .isEnvelope(400, "BAD_REQUEST")
                .names("finTSProductRegistrationNumber");
    }

    /** One setting by two names. */
    @Test
    void theTwoFlagsOfTheWebFormMustAgree() {
        if (version == Version.V2) {
            return;
        }
        var contradiction = Map.of("storeSecretsAvailableInWebForm", true, "isPinStorageAvailableInWebForm", false);

        assertThatError(finapi.editConfiguration(contradiction)).isEnvelope(400, "BAD_REQUEST");
        var answer = finapi.editConfiguration(Map.of("isPinStorageAvailableInWebForm", true))
                .expect(200);
        assertThat(answer.json().path("storeSecretsAvailableInWebForm").asBoolean())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "/users",
                "//app.example",
                "https:",
                "https:///users",
                "https:app.example",
                "ftp://app.example",
                "javascript:alert(1)",
                "file:///etc/passwd",
                "https://ali:baba@app.example/",
                "https://ali@app.example/",
                "https://app.example/#users",
                "https://app.example/a b",
                "https://app.example/\u00E4",
                "https://\u00E4pp.example/",
                "https://app.example:0/",
                "https://app.example:65536/",
                "https://app.example:99999999999/",
                "https://app.example/\n",
                "https://app.example/%zz",
                "https://app_1.example/",
                "${jndi:ldap://a.example}",
                " "
            })
    void aCallbackUrlIsAnAbsoluteOneWithAHost(String url) {
        for (var field : URLS) {
            assertThatError(finapi.editConfiguration(Map.of(field, url)))
                    .isEnvelope(400, "BAD_REQUEST")
                    .names(field);
        }
        assertThat(clients.attributes(finapi.client())).doesNotContainKey(Clients.CALLBACK_URL);
    }

    @Test
    void aCallbackUrlHas512CharactersAtMost() {
        var longest = "https://app.example/" + "a".repeat(492);

        for (var field : URLS) {
            assertThat(finapi.editConfiguration(Map.of(field, longest))
                            .expect(200)
                            .text(field))
                    .isEqualTo(longest);
            assertThatError(finapi.editConfiguration(Map.of(field, longest + "a")))
                    .isEnvelope(400, "BAD_REQUEST")
                    .names(field);
        }
    }

    @Test
    void aRealmThatWantsTlsCallsNobodyBackWithoutIt() {
        try (var realm = new OtherRealm(keycloak, version)) {
            var its = realm.finapi();
            its.editConfiguration(Map.of("userSynchronizationCallbackUrl", "http://app.example/"))
                    .expect(200);

            realm.admin().put("", Map.of("sslRequired", "external")).expect(204);

            for (var field : URLS) {
                assertThatError(its.editConfiguration(Map.of(field, "http://app.example/")))
                        .isEnvelope(400, "BAD_REQUEST")
                        .names(field);
                assertThat(its.configuration().json().path(field).asText(""))
                        .as("one that is older than the setting")
                        .isIn("", "null");
                its.editConfiguration(Map.of(field, "https://app.example/")).expect(200);
            }
        }
    }
}
