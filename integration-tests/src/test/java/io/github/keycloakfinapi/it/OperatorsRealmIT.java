package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static io.github.keycloakfinapi.it.finapi.ErrorAssert.errorsOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.Eventually;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.TokenContent;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Json;
import io.github.keycloakfinapi.it.server.Admin;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.RealmConfig;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators do to their realms: finAPI's clients get the right answer, or one that says what is in the way. */
@WithKeycloak
final class OperatorsRealmIT {

    private final KeycloakServer keycloak;
    private OtherRealm realm;
    private FinApi finapi;
    private Admin admin;
    private Clients clients;

    OperatorsRealmIT(KeycloakServer keycloak) {
        this.keycloak = keycloak;
    }

    @BeforeEach
    void createARealm() {
        realm = new OtherRealm(keycloak, Version.V2);
        finapi = realm.finapi();
        admin = realm.admin();
        clients = new Clients(admin);
    }

    @AfterEach
    void removeTheRealm() {
        realm.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"${FINAPI_CLIENT_SECRET}", " ", "**********", "x-${NOT_SET}"})
    void aSecretThatEverybodyKnowsIsNone(String secret) {
        var client = clients.app();
        var good = finapi.as(client).clientToken();
        clients.change(client, Map.of("secret", secret));
        var its = finapi.as(client.withSecret(secret));

        assertThatError(its.requestClientToken()).isUnknownCaller("invalid_client");
        assertThatError(finapi.users("POST").bearer(good).json("{}").send()).isUnknownCaller("invalid_token");
        its.standardToken(Map.of("grant_type", "client_credentials")).expect(200);
        Eventually.holds(() -> assertThat(keycloak.log().lines())
                .filteredOn(line -> line.contains(client.id()) && line.contains("ERROR"))
                .hasSize(1));
    }

    @Test
    void aPlaceholderThatComesByPartialImportIsNoSecret() {
        admin.delete("").expect(204);
        admin.createRealm(Map.of("realm", realm.name(), "enabled", true, "sslRequired", "none"));
        var imported = RealmConfig.raw();
        admin.post(
                        "/partialImport",
                        Map.of(
                                "ifResourceExists", "SKIP",
                                "clients", imported.get("clients"),
                                "roles", imported.get("roles"),
                                "users", imported.get("users")))
                .expect(200);

        assertThatError(finapi.as(new Credentials("${FINAPI_CLIENT_ID}", "${FINAPI_CLIENT_SECRET}"))
                        .requestClientToken())
                .isUnknownCaller("invalid_client");
    }

    @Test
    void revocationEndsOfflineSessionsToo() {
        clients.addScope(finapi.client(), "default", "offline_access");
        var user = finapi.newUser();
        var first = finapi.requestUserToken(user).expect(200);
        var second = finapi.refresh(first.text("refresh_token")).expect(200);

        finapi.revoke(Map.of("token", first.text("access_token"))).expect(200);

        assertThatError(finapi.user(first.text("access_token"))).isUnknownCaller("invalid_token");
        assertThatError(finapi.user(second.text("access_token"))).isUnknownCaller("invalid_token");
        assertThatError(finapi.refresh(first.text("refresh_token"))).isEnvelope(400, "BAD_REQUEST");
    }

    @Test
    void anAudienceForAnotherServiceDoesNotSwitchTheApiOff() {
        clients.setAudience(finapi.client(), "resource-server");
        var user = finapi.newUser();

        assertThat(finapi.user(finapi.userToken(user)).status()).isEqualTo(200);
    }

    @Test
    void aTokenForOthersOnlyIsRefusedAndTheLogSaysSo() {
        var client = clients.withoutScope();
        clients.setAudience(client, "resource-server");
        var token = finapi.as(client).clientToken();

        assertThatError(finapi.users("POST").bearer(token).json("{}").send()).isUnknownCaller("invalid_token");
        finapi.users("POST").bearer(token).json("{}").send().expect(401);
        Eventually.holds(() -> assertThat(keycloak.log().lines())
                .filteredOn(line -> line.contains(client.id()) && line.contains("WARN"))
                .singleElement()
                .asString()
                .contains("resource-server"));
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
        assertThat(numberOfFailures(user)).isEqualTo(1);
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
    void theRoleOfAnAppClientMayComeByAGroup() {
        var client = clients.app();
        clients.change(client, Map.of("webOrigins", List.of("https://app.example.org")));
        clients.takeRole(client);
        admin.post("/groups", Map.of("name", "apps")).expect(201);
        var group = admin.get("/groups").path(0).path("id").asText();
        admin.post("/groups/" + group + "/role-mappings/realm", List.of(admin.get("/roles/finapi-app")))
                .expect(204);
        admin.put("/users/" + clients.serviceAccount(client) + "/groups/" + group, Map.of())
                .expect(204);

        var preflight = finapi.users("OPTIONS")
                .header("Origin", "https://app.example.org")
                .header("Access-Control-Request-Method", "POST")
                .send();

        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example.org");
        finapi.as(client).create("{}").expect(201);
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

    @Test
    void aClientTokenComesWithoutRefreshToken() {
        clients.setAttribute(finapi.client(), "client_credentials.use_refresh_token", "true");
        var withoutScope = clients.withoutScope();
        clients.setAttribute(withoutScope, "client_credentials.use_refresh_token", "true");

        for (var client : List.of(finapi.client(), withoutScope)) {
            assertThat(finapi.as(client).requestClientToken().expect(200).json().has("refresh_token"))
                    .isFalse();
        }
        assertThat(finapi.standardToken(Map.of("grant_type", "client_credentials"))
                        .expect(200)
                        .json()
                        .has("refresh_token"))
                .isFalse();
    }

    @Test
    void lifetimesHoldForAClientWithoutTheScope() {
        var client = finapi.as(clients.withoutScope());
        clients.setAttribute(client.client(), "access.token.lifespan", "0");
        clients.setAttribute(client.client(), "finapi.client-access-token-lifespan", "120");
        var user = finapi.newUser();

        var clientToken = client.requestClientToken().expect(200);
        var userToken = client.requestUserToken(user).expect(200);

        assertThat(clientToken.json().path("expires_in").asLong()).isBetween(118L, 120L);
        assertThat(TokenContent.of(clientToken.text("access_token")).lifetime()).isEqualTo(120);
        assertThat(userToken.json().path("expires_in").asLong()).isGreaterThan(80_000);
        client.users("POST")
                .bearer(clientToken.text("access_token"))
                .json("{}")
                .send()
                .expect(201);
        client.user(userToken.text("access_token")).expect(200);
        client.refresh(userToken.text("refresh_token")).expect(200);
    }

    @Test
    void aClientThatRequiresConsentIsToldSo() {
        var client = clients.app();
        clients.change(client, Map.of("consentRequired", true));
        var user = finapi.newUser();

        assertThatIsDenied(client, user, "consent");
    }

    @Test
    void aClientWithoutDirectAccessGrantsIsToldSo() {
        var client = clients.app();
        clients.change(client, Map.of("directAccessGrantsEnabled", false));
        var user = finapi.newUser();

        assertThatIsDenied(client, user, "direct access grants");
    }

    @Test
    void aClientPolicyAgainstTheGrantIsNamed() {
        admin.put(
                        "/client-policies/profiles",
                        Map.of(
                                "profiles",
                                List.of(Map.of(
                                        "name",
                                        "no-passwords",
                                        "executors",
                                        List.of(Map.of("executor", "reject-ropc-grant", "configuration", Map.of()))))))
                .expect(204);
        admin.put(
                        "/client-policies/policies",
                        Map.of(
                                "policies",
                                List.of(Map.of(
                                        "name",
                                        "no-passwords",
                                        "enabled",
                                        true,
                                        "conditions",
                                        List.of(Map.of("condition", "any-client", "configuration", Map.of())),
                                        "profiles",
                                        List.of("no-passwords")))))
                .expect(204);

        assertThatIsDenied(finapi.client(), finapi.newUser(), "client policy");
    }

    private void assertThatIsDenied(Credentials client, Credentials user, String reason) {
        for (var i = 0; i < 5; i++) {
            var answer = finapi.as(client).requestUserToken(user);
            assertThatError(answer).isEnvelope(403, "UNAUTHORIZED_ACCESS");
            assertThat(errorsOf(answer).path(0).path("message").asText()).contains(reason);
        }
        assertThat(numberOfFailures(user)).isZero();
    }

    private int numberOfFailures(Credentials user) {
        return admin.get("/attack-detection/brute-force/users/" + admin.idOf(user.id()))
                .path("numFailures")
                .asInt();
    }
}
