package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Answer;
import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.http.Json;
import io.github.keycloakfinapi.it.http.Race;
import io.github.keycloakfinapi.it.server.Admin;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client changes of its configuration. {@link ClientTokenPeriodsIT} has the lives of its tokens. */
@BothVersions
final class EditClientConfigurationIT {

    private static final List<String> URLS = List.of("userNotificationCallbackUrl", "userSynchronizationCallbackUrl");

    private final KeycloakServer keycloak;
    private final Version version;
    private final Admin admin;
    private final Clients clients;
    private FinApi finapi;

    EditClientConfigurationIT(Version version, KeycloakServer keycloak) {
        this.keycloak = keycloak;
        this.version = version;
        this.admin = keycloak.admin();
        this.clients = new Clients(admin);
    }

    @BeforeEach
    void makeAClient() {
        finapi = FinApi.of(keycloak, version).as(clients.app());
    }

    /** What a version lets its clients write, and what they read of it. */
    private Map<String, Object> everything() {
        var changes = new HashMap<String, Object>(Map.of(
                "userNotificationCallbackUrl",
                "https://app.example/notify",
                "userSynchronizationCallbackUrl",
                "http://app.example:8080/sync?a=b",
                "refreshTokensValidityPeriod",
                7200,
                "userAccessTokensValidityPeriod",
                600,
                "clientAccessTokensValidityPeriod",
                300,
                "betaBanksEnabled",
                true,
                "finTSProductRegistrationNumber",
                "0123456789ABCDEF012345678"));
        changes.putAll(
                version == Version.V1
                        ? Map.of(
                                "storeSecretsAvailableInWebForm", true,
                                "isPinStorageAvailableInWebForm", true,
                                "applicationName", "My App <1>",
                                "supportSubjectDefault", "Help",
                                "supportEmail", "help@app.example")
                        : Map.of("preferredConsentType", "ONETIME"));
        return changes;
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        var changes = everything();
        changes.put("finTSProductRegistrationNumber", "XXXXX");
        changes.computeIfPresent("isPinStorageAvailableInWebForm", (name, value) -> null);

        var answer = finapi.editConfiguration(everything()).expect(200);

        assertThat(answer.json()).isEqualTo(finapi.configuration().json());
        changes.forEach(
                (name, value) -> assertThat(answer.json().path(name)).as(name).isEqualTo(Json.tree(value)));
        if (version == Version.V1) {
            assertThat(answer.json().path("pinStorageAvailableInWebForm").asBoolean())
                    .isTrue();
        }
    }

    @Test
    void whatIsNotGivenStaysAsItIs() {
        var before = finapi.editConfiguration(everything()).expect(200).json();

        everything().forEach((name, value) -> {
            var nulls = new HashMap<String, Object>();
            everything().keySet().forEach(each -> nulls.put(each, null));
            nulls.put(name, value);
            assertThat(finapi.editConfiguration(nulls).expect(200).json())
                    .as(name)
                    .isEqualTo(before);
        });
    }

    @Test
    void anEmptyTextRemovesTheValue() {
        var bare = finapi.configuration().json();
        var texts = Stream.concat(
                        Stream.concat(URLS.stream(), Stream.of("finTSProductRegistrationNumber")),
                        version == Version.V1
                                ? Stream.of("applicationName", "supportSubjectDefault", "supportEmail")
                                : Stream.empty())
                .toList();
        finapi.editConfiguration(everything()).expect(200);

        for (var text : texts) {
            assertThat(finapi.editConfiguration(Map.of(text, ""))
                            .expect(200)
                            .json()
                            .path(text))
                    .as(text)
                    .isEqualTo(bare.path(text));
        }
        assertThat(attributes()
                        .findValuesAsText("finapi.fints-product-registration-number")
                        .isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "", "{\"betaBanksEnabled\":null}"})
    void nothingToChangeIsABadRequest(String json) {
        assertThatError(finapi.editConfiguration(json))
                .isEnvelope(400, "BAD_REQUEST")
                .isDatedAs(version)
                .at("PATCH " + version.clientConfiguration());
    }

    @Test
    void everyWrongFieldIsNamedAndNothingChanges() {
        var before = finapi.configuration().json();
        var wrong = new HashMap<String, Object>();
        everything().forEach((name, value) -> wrong.put(name, value instanceof Boolean ? "true" : List.of("1")));
        wrong.remove("refreshTokensValidityPeriod");
        var names = wrong.keySet().toArray(String[]::new);
        wrong.put("refreshTokensValidityPeriod", 120);

        assertThatError(finapi.editConfiguration(wrong))
                .isEnvelope(400, "BAD_REQUEST")
                .names(names);
        assertThat(finapi.configuration().json()).isEqualTo(before);
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
        assertThat(attributes().has("finapi.user-synchronization-callback-url")).isFalse();
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

    @Test
    void aPostMayStandForThePatch() {
        var answer = finapi.call("POST", version.clientConfiguration())
                .header("X-HTTP-Method-Override", "PATCH")
                .bearer(finapi.clientToken())
                .json("{\"betaBanksEnabled\":true}")
                .send();

        assertThat(answer.expect(200).json().path("betaBanksEnabled").asBoolean())
                .isTrue();
    }

    @RepeatedTest(3)
    void changesAtOnceAllHold() throws InterruptedException, ExecutionException {
        var calls = everything().entrySet().stream()
                .map(change -> edit(Map.of(change.getKey(), change.getValue())))
                .toList();

        assertThat(Race.of(calls)).extracting(Answer::status).containsOnly(200);

        var now = finapi.configuration().json();
        var expected = everything();
        expected.put("finTSProductRegistrationNumber", "XXXXX");
        expected.remove("isPinStorageAvailableInWebForm");
        expected.forEach((name, value) -> assertThat(now.path(name)).as(name).isEqualTo(Json.tree(value)));
    }

    @RepeatedTest(3)
    void ofTheSameChangeOneIsTheLast() throws InterruptedException, ExecutionException {
        var calls = IntStream.range(0, 12)
                .mapToObj(n -> edit(Map.of("userSynchronizationCallbackUrl", "https://app.example/" + n)))
                .toList();

        assertThat(Race.of(calls)).extracting(Answer::status).containsOnly(200);

        assertThat(finapi.configuration().text("userSynchronizationCallbackUrl"))
                .matches("https://app\\.example/\\d+");
    }

    @Test
    void aChangeIsAnEventOfTheAdministration() {
        var id = clients.internalId(finapi.client());

        finapi.editConfiguration(Map.of("betaBanksEnabled", true)).expect(200);

        var events = admin.get("/admin-events?operationTypes=UPDATE&resourceTypes=CLIENT&resourcePath=clients/" + id);
        assertThat(events).hasSize(1);
        var who = events.path(0).path("authDetails");
        assertThat(who.path("clientId").asText()).isEqualTo(id);
        assertThat(who.path("userId").asText()).isEqualTo(clients.serviceAccount(finapi.client()));
        assertThat(who.path("ipAddress").asText()).isNotBlank();
    }

    @Test
    void anEventTellsWhatHasChangedAndNoSecret() {
        try (var realm = new OtherRealm(keycloak, version, Map.of("adminEventsDetailsEnabled", true))) {
            var its = realm.finapi().as(new Clients(realm.admin()).app());

            its.editConfiguration(Map.of(
                            "finTSProductRegistrationNumber", "C0FFEE",
                            "userSynchronizationCallbackUrl", "https://app.example/gone?token=hush"))
                    .expect(200);

            var event = realm.admin()
                    .get("/admin-events?operationTypes=UPDATE&resourceTypes=CLIENT")
                    .path(0);
            var told = Json.tree(Json.object(event.path("representation").asText()));
            assertThat(told.path("clientId").asText()).isEqualTo(its.client().id());
            assertThat(told.path("attributes"))
                    .isEqualTo(Json.tree(Map.of(
                            "finapi.fints-product-registration-number", "XXXXX",
                            "finapi.user-synchronization-callback-url", "https://app.example/gone?XXXXX")));
            assertThat(event.toString())
                    .doesNotContain("C0FFEE", "hush", its.client().secret());
        }
    }

    /** The rest of Keycloak's client is the operator's. */
    @Test
    void nothingElseOfTheClientChanges() {
        var path = "/clients/" + clients.internalId(finapi.client());
        var before = withoutAttributes(admin.get(path));

        finapi.editConfiguration(everything()).expect(200);

        assertThat(withoutAttributes(admin.get(path))).isEqualTo(before);
    }

    private static Map<String, Object> withoutAttributes(JsonNode client) {
        var fields = Json.object(client.toString());
        fields.remove("attributes");
        fields.put("defaultClientScopes", new TreeSet<>((List<?>) fields.get("defaultClientScopes")));
        return fields;
    }

    private Call edit(Map<String, ?> changes) {
        return finapi.call("PATCH", version.clientConfiguration())
                .bearer(finapi.clientToken())
                .json(Json.of(changes));
    }

    private JsonNode attributes() {
        return admin.get("/clients/" + clients.internalId(finapi.client())).path("attributes");
    }
}
