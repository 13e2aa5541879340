package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static io.github.keycloakfinapi.it.finapi.ErrorAssert.errorsOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FailedLogins;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Json;
import io.github.keycloakfinapi.it.server.Admin;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators make of their realms: users get the right answer, or one that says what is in the way. */
@WithKeycloak
final class OperatorsRealmIT {

    @AutoClose
    private final OtherRealm realm;

    private final FinApi finapi;
    private final Admin admin;

    OperatorsRealmIT(KeycloakServer keycloak) {
        this.realm = new OtherRealm(keycloak, Version.V2);
        this.finapi = realm.finapi();
        this.admin = realm.admin();
    }

    @Test
    void whoHasSomethingToDoFirstIsToldSoWithTheRightPasswordOnly() {
        var user = finapi.newUser();
        admin.changeUser(user.id(), Map.of("requiredActions", List.of("UPDATE_PASSWORD", "CONFIGURE_TOTP")));

        for (var i = 0; i < 5; i++) {
            var answer = finapi.requestUserToken(user);
            assertThatError(answer).isEnvelope(403, "UNAUTHORIZED_ACCESS");
            assertThat(errorsOf(answer).path(0).path("message").asText()).contains("CONFIGURE_TOTP, UPDATE_PASSWORD");
            assertThat(errorsOf(answer).path(0).path("type").asText()).isEqualTo("BUSINESS");
        }
        assertThatError(finapi.requestUserToken(user.withSecret("wrong password")))
                .isEnvelope(400, "BAD_REQUEST");
        assertThat(new FailedLogins(finapi, admin).counted(user)).isEqualTo(1);
    }

    @Test
    void anEmailThatTheRealmWantsVerifiedIsNamed() {
        admin.put("", Map.of("verifyEmail", true)).expect(204);
        var user = finapi.newUserWith("ve1@example.org", "030 1234");

        var answer = finapi.requestUserToken(user);

        assertThatError(answer).isEnvelope(403, "UNAUTHORIZED_ACCESS");
        assertThat(errorsOf(answer).path(0).path("message").asText()).contains("VERIFY_EMAIL");
    }

    @Test
    void theRealmsDefaultActionsAreNotForUsersOfAClient() {
        var action = Json.object(
                admin.get("/authentication/required-actions/UPDATE_PASSWORD").toString());
        action.put("defaultAction", true);
        admin.put("/authentication/required-actions/UPDATE_PASSWORD", action).expect(204);

        assertThat(finapi.requestUserToken(finapi.newUser()).status()).isEqualTo(200);
    }

    /** In the order of config-cli and Terraform: the realm's settings first, then its roles. */
    @Test
    void theLimitZeroLocksNobodyWheneverItIsSet() {
        admin.put("", Map.of("failureFactor", 0)).expect(204);
        assertThatNobodyIsLocked();
        admin.put("", Map.of("bruteForceProtected", true)).expect(204);
        assertThatNobodyIsLocked();
    }

    private void assertThatNobodyIsLocked() {
        var user = finapi.newUser();
        for (var i = 0; i < 5; i++) {
            finapi.requestUserToken(user.withSecret("wrong password")).expect(400);
            finapi.requestUserToken(new Credentials("nobody", "wrong password")).expect(400);
        }
        finapi.requestUserToken(user).expect(200);
        assertThat(admin.get("").path("bruteForceProtected").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "maxLength(32)",
                "maxLength(16)",
                "specialChars(3)",
                "specialChars(12)",
                "length(40)",
                "length(128)",
                "digits(10) and upperCase(10) and lowerCase(10) and specialChars(10)",
                "notUsername and notEmail and passwordHistory(3)"
            })
    void aRandomPasswordMeetsThePolicy(String policy) {
        admin.put("", Map.of("passwordPolicy", policy)).expect(204);

        var user = finapi.create("{}").expect(201);

        finapi.requestUserToken(new Credentials(user.text("id"), user.text("password")))
                .expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"regexPattern([a-z]+)", "maxLength(8) and specialChars(9)"})
    void aPolicyThatNothingMadeUpMeetsIsTold(String policy) {
        admin.put("", Map.of("passwordPolicy", policy)).expect(204);

        var answer = finapi.create("{}");

        assertThatError(answer).isEnvelope(400, "BAD_REQUEST");
        assertThat(errorsOf(answer).path(0).path("type").asText()).isEqualTo("BUSINESS");
        assertThat(admin.get("/users/count").asInt()).isZero();
    }

    @Test
    void aUserHasTheIdThatWasAskedForOrIsNone() {
        admin.put("", Map.of("registrationEmailAsUsername", true)).expect(204);

        var answer = finapi.create(Map.of("id", "cust-4711", "email", "mail4711@example.org"));

        assertThatError(answer).isEnvelope(422, "ILLEGAL_ENTITY_STATE");
        assertThat(errorsOf(answer).path(0).path("message").asText()).contains("eine andere");
        assertThat(admin.get("/users/count").asInt()).isZero();
    }

    @Test
    void whatTheProfileHasNoPlaceForIsRefusedByName() {
        var user = finapi.newUser();
        var token = finapi.userToken(user);
        keepOnly("username", "email");

        var created = finapi.create(Map.of("id", "Loss2", "phone", "+49 89 1", "isAutoUpdateEnabled", true));
        var edited = finapi.edit(token, Map.of("phone", "+49 1", "isAutoUpdateEnabled", true));

        assertThatError(created).isEnvelope(422, "ILLEGAL_ENTITY_STATE");
        assertThat(errorsOf(created).findValuesAsText("message"))
                .hasSize(3)
                .anyMatch(message -> message.startsWith("phone:"))
                .anyMatch(message -> message.startsWith("id:"))
                .anyMatch(message -> message.startsWith("isAutoUpdateEnabled:"));
        assertThatError(edited).isEnvelope(422, "ILLEGAL_ENTITY_STATE");
        assertThat(errorsOf(edited)).hasSize(2);
        finapi.create(Map.of("id", "kept", "isAutoUpdateEnabled", false)).expect(201);
        finapi.edit(token, Map.of("isAutoUpdateEnabled", false, "email", "ali@example.org"))
                .expect(200);
    }

    private void keepOnly(String... attributes) {
        var profile = Json.object(admin.get("/users/profile").toString());
        var kept = new ArrayList<JsonNode>();
        Json.tree(profile)
                .path("attributes")
                .valueStream()
                .filter(attribute ->
                        List.of(attributes).contains(attribute.path("name").asText()))
                .forEach(kept::add);
        profile.put("attributes", kept);
        admin.put("/users/profile", profile).expect(200);
    }

    @Test
    void eventsNameTheUserAndTheEmail() {
        var user = finapi.newUserWith("ev1@example.org", "030 1234");
        var id = admin.idOf(user.id());
        var token = finapi.userToken(user);
        finapi.edit(token, Map.of("email", "ev1-new@example.org")).expect(200);
        finapi.delete(token).expect(200);

        var events = new LinkedHashMap<String, JsonNode>();
        admin.get("/events?user=" + id)
                .forEach(event -> events.put(event.path("type").asText(), event.path("details")));
        assertThat(events).containsKeys("REGISTER", "UPDATE_PROFILE", "DELETE_ACCOUNT");
        assertThat(events.values())
                .allSatisfy(
                        details -> assertThat(details.path("username").asText()).isEqualTo(user.id()));
        assertThat(events.get("REGISTER").path("email").asText()).isEqualTo("ev1@example.org");
        assertThat(events.get("UPDATE_PROFILE").path("previous_email").asText()).isEqualTo("ev1@example.org");
        assertThat(events.get("UPDATE_PROFILE").path("updated_email").asText()).isEqualTo("ev1-new@example.org");
        assertThat(events.get("DELETE_ACCOUNT").path("email").asText()).isEqualTo("ev1-new@example.org");
    }
}
