package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Answer;
import io.github.keycloakfinapi.it.http.Json;
import io.github.keycloakfinapi.it.server.Admin;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

@BothVersions
final class CreateUserIT {

    private final FinApi finapi;
    private final Version version;
    private final Admin admin;

    CreateUserIT(Version version, KeycloakServer keycloak) {
        this.finapi = FinApi.of(keycloak, version);
        this.version = version;
        this.admin = keycloak.admin();
    }

    @Test
    void theAnswerRepeatsEveryFieldAndThisOnceThePassword() {
        var user = Map.of(
                "id", FinApi.randomId(),
                "password", "öffne Dich, Sesam!",
                "email", "ali.baba@example.org",
                "phone", "+49 (30) 1234-567",
                "isAutoUpdateEnabled", true);

        var answer = finapi.create(user);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json()).isEqualTo(Json.tree(user));
    }

    @Test
    void theAnswerIsNotForACache() {
        assertThat(finapi.create("{}").header("Cache-Control")).contains("no-store");
    }

    @Test
    void whatHasNoValueIsNullInV1AndAbsentInV2() {
        var id = FinApi.randomId();

        var answer = finapi.create(Map.of("id", id, "password", "secret"));

        assertThat(answer.json()).isEqualTo(Json.tree(finapi.bareUser(id, "secret")));
    }

    @Test
    void anIdAndAPasswordAreMadeUpWhereNoneAreGiven() {
        assertThatUserWasMadeUp(finapi.create("{}"));
    }

    @Test
    void aMissingBodyIsAnEmptyOne() {
        assertThatUserWasMadeUp(
                finapi.users("POST").bearer(finapi.clientToken()).send());
    }

    @Test
    void nullIsAsGoodAsAbsent() {
        assertThatUserWasMadeUp(finapi.create(
                "{\"id\":null,\"password\":null,\"email\":null,\"phone\":null,\"isAutoUpdateEnabled\":null}"));
    }

    @Test
    void everyMadeUpUserIsAnother() {
        var one = finapi.create("{}");
        var other = finapi.create("{}");

        assertThat(one.text("id")).isNotEqualTo(other.text("id"));
        assertThat(one.text("password")).isNotEqualTo(other.text("password"));
    }

    @Test
    void theIdIsKeptAsFirstWritten() {
        var id = "Ali.Baba+" + FinApi.randomId().substring(0, 20).toUpperCase(Locale.ROOT);

        var created = finapi.create(Map.of("id", id, "password", "secret"));

        assertThat(created.text("id")).isEqualTo(id);
        var token = finapi.userToken(new Credentials(id.toLowerCase(Locale.ROOT), "secret"));
        assertThat(finapi.user(token).text("id")).isEqualTo(id);
    }

    @Test
    void aTakenIdIsAnsweredWithEntityExists() {
        var user = finapi.newUser();

        assertThatError(finapi.create(Map.of("id", user.id())))
                .isEnvelope(422, "ENTITY_EXISTS")
                .isDatedAs(version)
                .at("POST " + version.users());
    }

    @Test
    void anIdIsTakenInEveryCase() {
        var user = finapi.newUser();

        assertThatError(finapi.create(Map.of("id", user.id().toUpperCase(Locale.ROOT))))
                .isEnvelope(422, "ENTITY_EXISTS");
    }

    @Test
    void whoComesLateChangesNothingOfTheUser() {
        var user = finapi.newUser();
        finapi.create(Map.of("id", user.id(), "password", "another", "email", "late@example.org"))
                .expect(422);

        var token = finapi.userToken(user);
        assertThat(finapi.user(token).json().path("email").asText("")).isIn("", "null");
        assertThat(finapi.requestUserToken(user.withSecret("another")).status()).isEqualTo(400);
    }

    @Test
    void twoUsersMayShareAnAddress() {
        var address = FinApi.randomId() + "@example.org";
        finapi.create(Map.of("email", address)).expect(201);

        assertThat(finapi.create(Map.of("email", address)).status()).isEqualTo(201);
    }

    @Test
    void automaticUpdatesCannotBeSwitchedOnWhereTheClientHasNone() {
        var restricted = finapi.as(new Clients(admin).app(Map.of("finapi.automatic-batch-update", "false")));
        var id = FinApi.randomId();

        assertThatError(restricted.create(Map.of("id", id, "isAutoUpdateEnabled", true)))
                .isEnvelope(422, "ILLEGAL_ENTITY_STATE")
                .at("POST " + version.users());
        assertThat(restricted
                        .create(Map.of("id", id, "isAutoUpdateEnabled", false))
                        .status())
                .isEqualTo(201);
    }

    private void assertThatUserWasMadeUp(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        assertThat(answer.text("id")).matches("[0-9A-Za-z\\-_.+@]{1,36}");
        assertThat(answer.text("password")).hasSizeBetween(6, 128);
        assertThat(answer.json().path("isAutoUpdateEnabled").isBoolean()).isTrue();
        assertThat(answer.json().path("isAutoUpdateEnabled").asBoolean()).isFalse();
        var user = new Credentials(answer.text("id"), answer.text("password"));
        assertThat(finapi.requestUserToken(user).status()).isEqualTo(200);
    }
}
