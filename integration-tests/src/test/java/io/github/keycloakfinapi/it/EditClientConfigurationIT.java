package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.TokenContent;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client changes of its configuration. */
@BothVersions
final class EditClientConfigurationIT {

    private static final List<String> LIFETIMES = List.of(
            "refreshTokensValidityPeriod", "userAccessTokensValidityPeriod", "clientAccessTokensValidityPeriod");
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

    @ParameterizedTest
    @ValueSource(strings = {"59", "1", "-1", "-60", "2147483648", "1e400", "60.0", "6.5e1", "\"60\"", "true", "[60]"})
    void aPeriodIsZeroOrAMinuteAtLeast(String seconds) {
        for (var field : LIFETIMES) {
            assertThatError(finapi.editConfiguration("{\"" + field + "\":" + seconds + "}"))
                    .isEnvelope(400, "BAD_REQUEST")
                    .names(field);
        }
    }

    @Test
    void aPeriodIsWhatTheNextTokensGet() {
        var before = finapi.requestUserToken(finapi.newUser());

        finapi.editConfiguration(Map.of(
                        "refreshTokensValidityPeriod", 7200,
                        "userAccessTokensValidityPeriod", 600,
                        "clientAccessTokensValidityPeriod", 60))
                .expect(200);

        var tokens = finapi.requestUserToken(finapi.newUser());
        assertThatLasts(tokens.text("refresh_token"), 7200);
        assertThatLasts(tokens.text("access_token"), 600);
        assertThatLasts(finapi.clientToken(), 60);
        assertThatLasts(before.text("access_token"), 3600);
        assertThat(finapi.user(before.text("access_token")).status()).isEqualTo(200);
        assertThat(Json.object(attributes().toString()))
                .containsEntry("access.token.lifespan", "600")
                .containsEntry("client.session.idle.timeout", "7200")
                .containsEntry("client.session.max.lifespan", "7200");
    }

    @ParameterizedTest
    @CsvSource({
        "refreshTokensValidityPeriod,      120, 86400",
        "userAccessTokensValidityPeriod,   120, 86400",
        "clientAccessTokensValidityPeriod, 120, 86400"
    })
    void zeroIsAsLongAsTheRealmLetsItBe(String field, int shorter, int longest) {
        finapi.editConfiguration(Map.of(field, shorter)).expect(200);

        var answer = finapi.editConfiguration(Map.of(field, 0)).expect(200);

        assertThat(answer.json().path(field).asInt()).isEqualTo(longest);
        assertThatTokensLastAsShown(finapi);
    }

    /** In finAPI they are three. */
    @ParameterizedTest
    @CsvSource({
        "userAccessTokensValidityPeriod,   120, clientAccessTokensValidityPeriod, 3600",
        "userAccessTokensValidityPeriod,   120, refreshTokensValidityPeriod,      86400",
        "clientAccessTokensValidityPeriod, 120, userAccessTokensValidityPeriod,   3600",
        "refreshTokensValidityPeriod,      120, clientAccessTokensValidityPeriod, 3600",
        "refreshTokensValidityPeriod,      7200, userAccessTokensValidityPeriod,  3600"
    })
    void aPeriodIsChangedWithoutTheOthers(String changed, int seconds, String other, int stays) {
        var answer = finapi.editConfiguration(Map.of(changed, seconds)).expect(200);

        assertThat(answer.json().path(changed).asInt()).isEqualTo(seconds);
        assertThat(answer.json().path(other).asInt()).isEqualTo(stays);
        assertThatTokensLastAsShown(finapi);
    }

    /** Keycloak ends a user's token with the session, and the session ends with the refresh token. */
    @Test
    void aUsersTokenLastsNoLongerThanItsSession() {
        var answer = finapi.editConfiguration(Map.of("refreshTokensValidityPeriod", 120))
                .expect(200);

        assertThat(answer.json().path("userAccessTokensValidityPeriod").asInt()).isEqualTo(120);
        assertThatTokensLastAsShown(finapi);
        assertThatError(finapi.editConfiguration(Map.of("userAccessTokensValidityPeriod", 121)))
                .isEnvelope(400, "BAD_REQUEST")
                .names("userAccessTokensValidityPeriod");
        finapi.editConfiguration(Map.of("refreshTokensValidityPeriod", 240, "userAccessTokensValidityPeriod", 240))
                .expect(200);
        assertThatTokensLastAsShown(finapi);
    }

    @Test
    void aPeriodThatTheRealmWouldCutShortIsRefusedWithItsLimit() {
        try (var realm = new OtherRealm(
                keycloak, version, Map.of("ssoSessionIdleTimeout", 1800, "ssoSessionMaxLifespan", 7200))) {
            var its = realm.finapi().as(new Clients(realm.admin()).app());
            var before = its.configuration().json();

            for (var limit : Map.of(
                            "refreshTokensValidityPeriod", 1800,
                            "userAccessTokensValidityPeriod", 7200,
                            "clientAccessTokensValidityPeriod", 7200)
                    .entrySet()) {
                var tooLong = its.editConfiguration(Map.of(limit.getKey(), limit.getValue() + 1));
                assertThatError(tooLong).isEnvelope(400, "BAD_REQUEST").names(limit.getKey());
                assertThat(tooLong.body()).contains(limit.getValue().toString(), "BUSINESS");
                assertThat(its.configuration().json()).isEqualTo(before);
            }

            for (var field : LIFETIMES) {
                its.editConfiguration(Map.of(field, 0)).expect(200);
            }
            assertThatTokensLastAsShown(its);
            its.editConfiguration(Map.of(
                            "refreshTokensValidityPeriod", 1800,
                            "userAccessTokensValidityPeriod", 1800,
                            "clientAccessTokensValidityPeriod", 7200))
                    .expect(200);
            assertThatTokensLastAsShown(its);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "no"})
    void anOperatorCanKeepTheLifetimes(String attribute) {
        clients.setAttribute(finapi.client(), "finapi.may-change-token-lifetimes", attribute);
        var before = finapi.configuration().json();

        for (var field : LIFETIMES) {
            var answer = finapi.editConfiguration(Map.of(field, 120, "betaBanksEnabled", true));
            assertThatError(answer).isEnvelope(403, "UNAUTHORIZED_ACCESS");
            assertThat(answer.body()).contains("BUSINESS");
        }
        assertThat(finapi.configuration().json()).isEqualTo(before);
        finapi.editConfiguration(Map.of("betaBanksEnabled", true)).expect(200);

        clients.setAttribute(finapi.client(), "finapi.may-change-token-lifetimes", "true");
        finapi.editConfiguration(Map.of("userAccessTokensValidityPeriod", 120)).expect(200);
    }

    @Test
    void whatPeopleMayBeToldIsSaidInTheirLanguage() {
        clients.setAttribute(finapi.client(), "finapi.may-change-token-lifetimes", "false");
        var fixed = edit(Map.of("refreshTokensValidityPeriod", 60));
        assertThat(messages(fixed)).doesNotHaveDuplicates();

        clients.setAttribute(finapi.client(), "finapi.may-change-token-lifetimes", "true");
        for (var field : LIFETIMES) {
            assertThat(messages(edit(Map.of(field, 86401))))
                    .doesNotHaveDuplicates()
                    .allSatisfy(message -> assertThat(message)
                            .contains("'" + field + "'", "86400")
                            .doesNotContain("{", "''"));
        }
    }

    private static List<String> messages(Call call) {
        return Stream.of("de", "en", "cs", "sk")
                .map(language -> call.header("Accept-Language", language).send())
                .map(answer ->
                        answer.json().path("errors").path(0).path("message").asText())
                .toList();
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
                            "userSynchronizationCallbackUrl", "https://app.example/"))
                    .expect(200);

            var event = realm.admin()
                    .get("/admin-events?operationTypes=UPDATE&resourceTypes=CLIENT")
                    .path(0);
            var told = Json.tree(Json.object(event.path("representation").asText()));
            assertThat(told.path("clientId").asText()).isEqualTo(its.client().id());
            assertThat(told.path("attributes"))
                    .isEqualTo(Json.tree(Map.of(
                            "finapi.fints-product-registration-number", "XXXXX",
                            "finapi.user-synchronization-callback-url", "https://app.example/")));
            assertThat(event.toString()).doesNotContain("C0FFEE", its.client().secret());
        }
    }

    @Test
    void aRefusedChangeIsNoEvent() {
        finapi.editConfiguration(Map.of("refreshTokensValidityPeriod", 86401)).expect(400);

        assertThat(admin.get("/admin-events?operationTypes=UPDATE&resourcePath=clients/"
                        + clients.internalId(finapi.client())))
                .isEmpty();
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

    private static void assertThatTokensLastAsShown(FinApi finapi) {
        var shown = finapi.configuration().expect(200).json();
        var tokens = finapi.requestUserToken(finapi.newUser());
        assertThatLasts(
                tokens.text("refresh_token"),
                shown.path("refreshTokensValidityPeriod").asInt());
        assertThatLasts(
                tokens.text("access_token"),
                shown.path("userAccessTokensValidityPeriod").asInt());
        assertThatLasts(
                finapi.clientToken(),
                shown.path("clientAccessTokensValidityPeriod").asInt());
    }

    /** A second may begin between the two. */
    private static void assertThatLasts(String token, int seconds) {
        assertThat(TokenContent.of(token).lifetime()).isBetween(seconds - 2L, (long) seconds);
    }
}
