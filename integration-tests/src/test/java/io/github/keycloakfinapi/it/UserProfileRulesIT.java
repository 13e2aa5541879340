package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Answer;
import io.github.keycloakfinapi.it.http.Json;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator demands of a user's fields, in Keycloak's user profile, beside what finAPI does. */
@BothVersions
final class UserProfileRulesIT {

    private static final Map<String, ?> FIVE_OR_MORE =
            Map.of("validations", Map.of("length", Map.of("min", 5, "max", 50)));
    private static final Map<String, ?> REQUIRED = Map.of("required", Map.of("roles", List.of("admin", "user")));

    private final KeycloakServer keycloak;
    private final Version version;

    private OtherRealm realm;
    private FinApi finapi;

    UserProfileRulesIT(Version version, KeycloakServer keycloak) {
        this.keycloak = keycloak;
        this.version = version;
    }

    @BeforeEach
    void createARealm() {
        realm = new OtherRealm(keycloak, version);
        finapi = realm.finapi();
    }

    @AfterEach
    void removeTheRealm() {
        realm.close();
    }

    @Test
    void aUserIsNotCreatedAgainstThem() {
        demand("phone", FIVE_OR_MORE);
        var id = FinApi.randomId();

        var answer = finapi.users("POST")
                .bearer(finapi.clientToken())
                .header("Accept-Language", "en")
                .json(Json.of(Map.of("id", id, "phone", "112")))
                .send();

        assertThatRefuses(answer, "phone: Length must be between 5 and 50.");
        finapi.create(Map.of("id", id, "phone", "030 112")).expect(201);
    }

    @Test
    void aUserIsNotChangedAgainstThem() {
        var token = finapi.userToken(finapi.newUserWith("ali@example.org", "030 1234"));
        demand("phone", FIVE_OR_MORE);
        demand("email", Map.of("validations", Map.of("length", Map.of("max", 10))));

        var answer = finapi.users("PATCH")
                .bearer(token)
                .header("Accept-Language", "de")
                .json("{\"email\":\"baba@example.org\",\"phone\":\"112\",\"isAutoUpdateEnabled\":false}")
                .send();

        assertThatRefuses(
                answer, "phone: Länge muss zwischen 5 und 50 Zeichen liegen.", "email: Maximale Länge ist 10.");
        assertThat(finapi.user(token).text("email")).isEqualTo("ali@example.org");
        assertThat(finapi.user(token).text("phone")).isEqualTo("030 1234");
    }

    @Test
    void whatIsRequiredCannotBeLeftOutOrRemoved() {
        demand("phone", REQUIRED);

        assertThatRefuses(finapi.create(Map.of("password", "open sesame")), "phone: Bitte füllen Sie dieses Feld aus.");
        var token = finapi.userToken(finapi.newUserWith("ali@example.org", "112"));
        assertThatRefuses(finapi.edit(token, "{\"phone\":\"\"}"), "phone: Bitte füllen Sie dieses Feld aus.");
        assertThat(finapi.user(token).text("phone")).isEqualTo("112");
    }

    @Test
    void whatIsRequiredAndThereNeedNotBeGivenAgain() {
        demand("phone", REQUIRED);
        var token = finapi.userToken(finapi.newUserWith("ali@example.org", "112"));

        finapi.edit(token, "{\"email\":\"baba@example.org\"}").expect(200);

        assertThat(finapi.user(token).text("phone")).isEqualTo("112");
    }

    @Test
    void whatIsOlderThanARuleHindersNoOtherChange() {
        var token = finapi.userToken(finapi.newUserWith("ali@example.org", "112"));
        demand("phone", FIVE_OR_MORE);

        finapi.edit(token, "{\"email\":\"baba@example.org\"}").expect(200);

        assertThat(finapi.user(token).text("email")).isEqualTo("baba@example.org");
    }

    @Test
    void whatIsOlderThanARuleKeepsAUserFromTokensUnlessVerifyProfileIsOff() {
        var user = finapi.newUserWith("ali@example.org", "112");
        demand("phone", FIVE_OR_MORE);
        assertThatError(finapi.requestUserToken(user)).isEnvelope(403, "UNAUTHORIZED_ACCESS");

        var verifyProfile = (ObjectNode) realm.admin().get("/authentication/required-actions/VERIFY_PROFILE");
        realm.admin()
                .put("/authentication/required-actions/VERIFY_PROFILE", verifyProfile.put("enabled", false))
                .expect(204);

        assertThat(finapi.requestUserToken(user).status()).isEqualTo(200);
    }

    @Test
    void theOperatorsOwnWordsAreTheReason() {
        var words = "Give it's {country} code, like +49";
        demand("phone", Map.of("validations", Map.of("pattern", Map.of("pattern", "\\+.*", "error-message", words))));

        assertThatRefuses(finapi.create(Map.of("phone", "030 1234")), "phone: " + words);
    }

    @ParameterizedTest
    @CsvSource({"Bitte mindestens {1} Zeichen, Bitte mindestens 5 Zeichen", "Zu kurz :-{, Zu kurz :-{"})
    void soAreKeycloaksAsTheOperatorHasRewordedThem(String text, String told) {
        demand("phone", FIVE_OR_MORE);
        realm.admin()
                .post("/localization/de", Map.of("error-invalid-length", text))
                .expect(204);

        assertThatRefuses(finapi.create(Map.of("phone", "112")), "phone: " + told);
    }

    @Test
    void whatMayNotBeEditedIsRefusedUnlessItStaysTheSame() {
        var token = finapi.userToken(finapi.newUserWith("ali@example.org", "112"));
        demand("phone", Map.of("permissions", Map.of("view", List.of("admin", "user"), "edit", List.of("user"))));

        assertThatRefuses(finapi.edit(token, "{\"phone\":\"110\"}"), "phone: Dieses Feld darf nicht editiert werden.");
        finapi.edit(token, "{\"phone\":\"112\",\"email\":\"baba@example.org\"}").expect(200);

        assertThat(finapi.user(token).text("phone")).isEqualTo("112");
    }

    private void demand(String attribute, Map<String, ?> rule) {
        var profile = realm.admin().get("/users/profile");
        var found = profile.path("attributes")
                .valueStream()
                .filter(each -> each.path("name").asText().equals(attribute))
                .map(ObjectNode.class::cast)
                .toList();
        assertThat(found).hasSize(1);
        found.get(0).setAll((ObjectNode) Json.tree(rule));
        realm.admin().put("/users/profile", profile).expect(200);
    }

    private static void assertThatRefuses(Answer answer, String... reasons) {
        assertThatError(answer).isEnvelope(400, "BAD_REQUEST");
        assertThat(answer.json().path("errors"))
                .extracting(error -> error.path("message").asText())
                .containsExactlyInAnyOrder(reasons);
        assertThat(answer.json().path("errors"))
                .allSatisfy(error -> assertThat(error.path("type").asText()).isEqualTo("BUSINESS"));
    }
}
