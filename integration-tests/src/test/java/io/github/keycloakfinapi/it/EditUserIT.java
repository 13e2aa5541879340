package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Json;
import io.github.keycloakfinapi.it.server.Admin;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@BothVersions
final class EditUserIT {

    private final FinApi finapi;
    private final Version version;
    private final Admin admin;

    private Credentials user;
    private String token;

    EditUserIT(Version version, KeycloakServer keycloak) {
        this.finapi = FinApi.of(keycloak, version);
        this.version = version;
        this.admin = keycloak.admin();
    }

    @BeforeEach
    void createAUser() {
        user = finapi.newUserWith("ali@example.org", "030 1234");
        token = finapi.userToken(user);
    }

    @Test
    void theAnswerIsTheUserAsItIsNowWithoutThePassword() {
        var answer = finapi.edit(
                token, Map.of("email", "baba@example.org", "phone", "+49 (30) 99", "isAutoUpdateEnabled", true));

        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.json())
                .isEqualTo(Json.tree(Map.of(
                        "id", user.id(),
                        "password", "XXXXX",
                        "email", "baba@example.org",
                        "phone", "+49 (30) 99",
                        "isAutoUpdateEnabled", true)));
        assertThat(finapi.user(token).json()).isEqualTo(answer.json());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"phone\":\"112\"}", "{\"phone\":\"112\",\"email\":null,\"isAutoUpdateEnabled\":null}"})
    void whatIsNotGivenStaysAsItIs(String json) {
        finapi.edit(token, "{\"isAutoUpdateEnabled\":true}").expect(200);

        finapi.edit(token, json).expect(200);

        var now = finapi.user(token);
        assertThat(now.text("email")).isEqualTo("ali@example.org");
        assertThat(now.text("phone")).isEqualTo("112");
        assertThat(now.json().path("isAutoUpdateEnabled").asBoolean()).isTrue();
    }

    @Test
    void anEmptyTextRemovesTheValue() {
        var answer = finapi.edit(token, "{\"email\":\"\",\"phone\":\"\"}");

        assertThat(answer.json()).isEqualTo(Json.tree(finapi.bareUser(user.id(), "XXXXX")));
        assertThat(admin.user(user.id()).path("email").asText("")).isEmpty();
        assertThat(admin.user(user.id()).path("attributes").has("phone")).isFalse();
    }

    @Test
    void anEmptyTextRemovesAnAddressThatOnlyAnAttributeCanHold() {
        finapi.edit(token, "{\"email\":\"no address at all\"}").expect(200);

        assertThat(finapi.edit(token, "{\"email\":\"\"}")
                        .expect(200)
                        .json()
                        .path("email")
                        .asText(""))
                .isIn("", "null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no address at all",
                "Ali.Baba@Example.ORG",
                "ali@example.org",
                "&(){}[].:,;?!+-_$@#~`^€äʯ",
                "İ@example.org"
            })
    void anAddressIsSeenAsItWasWritten(String address) {
        finapi.edit(token, Map.of("email", address)).expect(200);

        assertThat(finapi.user(token).text("email")).isEqualTo(address);
    }

    @Test
    void twoUsersMayShareAnAddress() {
        var other = finapi.userToken(finapi.newUser());

        assertThat(finapi.edit(other, "{\"email\":\"ali@example.org\"}").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "", "{\"email\":null}", "{\"email\":null,\"phone\":null,\"isAutoUpdateEnabled\":null}"})
    void nothingToChangeIsABadRequest(String json) {
        assertThatError(finapi.edit(token, json))
                .isEnvelope(400, "BAD_REQUEST")
                .isDatedAs(version)
                .at("PATCH " + version.users());
    }

    @Test
    void everyWrongFieldIsNamedAndNothingChanges() {
        var wrong = Map.of("email", "a".repeat(321), "phone", "0".repeat(51), "isAutoUpdateEnabled", "yes");

        assertThatError(finapi.edit(token, wrong))
                .isEnvelope(400, "BAD_REQUEST")
                .names("email", "phone", "isAutoUpdateEnabled");
        assertThatError(finapi.edit(token, Map.of("email", "a%b", "phone", "112")))
                .isEnvelope(400, "BAD_REQUEST")
                .names("email");
        assertThat(finapi.user(token).text("phone")).isEqualTo("030 1234");
    }

    @Test
    void theLimitsThemselvesAreAllowed() {
        var longest = Map.of("email", "a".repeat(320), "phone", "0".repeat(50));

        var answer = finapi.edit(token, longest).expect(200);

        assertThat(answer.text("email")).hasSize(320);
        assertThat(answer.text("phone")).hasSize(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "password", "Email"})
    void whatCannotBeChangedIsABadRequest(String field) {
        assertThatError(finapi.edit(token, Map.of(field, "something", "phone", "112")))
                .isEnvelope(400, "BAD_REQUEST")
                .names(field);
        assertThat(finapi.requestUserToken(user).status()).isEqualTo(200);
    }

    @Test
    void automaticUpdatesCannotBeSwitchedOnWhereTheClientHasNone() {
        var without = new Clients(admin).app(Map.of("finapi.automatic-batch-update", "false"));
        var restricted = finapi.as(without).userToken(user);

        assertThatError(finapi.edit(restricted, Map.of("isAutoUpdateEnabled", true, "phone", "112")))
                .isEnvelope(422, "ILLEGAL_ENTITY_STATE")
                .at("PATCH " + version.users());
        assertThat(finapi.user(token).text("phone")).isEqualTo("030 1234");
        assertThat(finapi.edit(restricted, Map.of("isAutoUpdateEnabled", false)).status())
                .isEqualTo(200);
    }

    @Test
    void aPostMayStandForThePatch() {
        var answer = finapi.users("POST")
                .header("X-HTTP-Method-Override", "PATCH")
                .bearer(token)
                .json("{\"phone\":\"112\"}")
                .send();

        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.text("phone")).isEqualTo("112");
    }

    @Test
    void theConsoleSeesTheChange() {
        finapi.edit(token, "{\"email\":\"baba@example.org\",\"phone\":\"112\"}").expect(200);

        var seen = admin.user(user.id());
        assertThat(seen.path("email").asText()).isEqualTo("baba@example.org");
        assertThat(seen.path("attributes").path("phone").path(0).asText()).isEqualTo("112");
        assertThat(admin.get(
                        "/events?type=UPDATE_PROFILE&user=" + seen.path("id").asText()))
                .hasSize(1);
    }

    /** A proof for the one address is none for the other. */
    @Test
    void anotherAddressIsNotVerified() {
        admin.changeUser(user.id(), Map.of("emailVerified", true));
        finapi.edit(token, "{\"phone\":\"112\"}").expect(200);
        assertThat(admin.user(user.id()).path("emailVerified").asBoolean()).isTrue();

        finapi.edit(token, "{\"email\":\"baba@example.org\"}").expect(200);

        assertThat(admin.user(user.id()).path("emailVerified").asBoolean()).isFalse();
    }

    @Test
    void norIsAFirstAddress() {
        var without = finapi.newUser();
        admin.changeUser(without.id(), Map.of("emailVerified", true));

        finapi.edit(finapi.userToken(without), "{\"email\":\"baba@example.org\"}")
                .expect(200);

        assertThat(admin.user(without.id()).path("emailVerified").asBoolean()).isFalse();
    }
}
