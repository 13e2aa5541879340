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
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client changes of its configuration, and no more than that. {@link ClientConfigurationFieldsIT} has the values. */
@BothVersions
final class EditClientConfigurationIT {

    private static final List<String> URLS = List.of("userNotificationCallbackUrl", "userSynchronizationCallbackUrl");

    private final KeycloakServer keycloak;
    private final Version version;
    private final Admin admin;
    private final Clients clients;
    private final FinApi finapi;

    EditClientConfigurationIT(Version version, KeycloakServer keycloak) {
        this.keycloak = keycloak;
        this.version = version;
        this.admin = keycloak.admin();
        this.clients = new Clients(admin);
        this.finapi = FinApi.of(keycloak, version).as(clients.app());
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
        assertThat(clients.attributes(finapi.client())).doesNotContainKey("finapi.fints-product-registration-number");
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
                .map(change -> finapi.editConfigurationCall(Map.of(change.getKey(), change.getValue())))
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
                .mapToObj(n -> finapi.editConfigurationCall(
                        Map.of("userSynchronizationCallbackUrl", "https://app.example/" + n)))
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
}
