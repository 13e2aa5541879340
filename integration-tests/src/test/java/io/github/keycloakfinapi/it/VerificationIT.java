package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static io.github.keycloakfinapi.it.finapi.ErrorAssert.errorsOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Json;
import io.github.keycloakfinapi.it.server.Admin;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@BothVersions
final class VerificationIT {

    private static final String ACTION = "finapi-verify-user";

    private final FinApi finapi;
    private final FinApi verifying;
    private final Version version;
    private final KeycloakServer keycloak;
    private final Admin admin;

    VerificationIT(Version version, KeycloakServer keycloak) {
        this.finapi = FinApi.of(keycloak, version);
        this.version = version;
        this.keycloak = keycloak;
        this.admin = keycloak.admin();
        this.verifying = finapi.as(new Clients(admin).appThatVerifies());
    }

    @Test
    void aClientThatVerifiesByItselfHasUnverifiedUsers() {
        var user = verifying.newUser();

        assertThatIsVerified(user, false);
        assertThatError(verifying.requestUserToken(user))
                .isEnvelope(403, "USER_NOT_VERIFIED")
                .at("POST " + version.token());
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", ""})
    void anyOtherClientHasVerifiedUsers(String value) {
        var client = finapi.as(new Clients(admin).app(Map.of("finapi.user-auto-verification", value)));

        assertThatIsVerified(client.newUser(), true);
    }

    /** Whoever wrote something there wanted something else than the default. */
    @ParameterizedTest
    @ValueSource(strings = {"no", "False", "nonsense"})
    void aClientWithAMisspeltSettingHasUnverifiedOnes(String value) {
        var client = finapi.as(new Clients(admin).app(Map.of("finapi.user-auto-verification", value)));

        assertThatIsVerified(client.newUser(), false);
    }

    @Test
    void verifiedUsersGetTokens() {
        var user = verifying.newUser();

        var answer = verifying.verify(user.id());

        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThatIsVerified(user, true);
        assertThat(verifying.requestUserToken(user).status()).isEqualTo(200);
    }

    /** All clients of a mandator share its users. */
    @Test
    void anotherClientMayVerifyTheUser() {
        var user = verifying.newUser();

        assertThatError(finapi.requestUserToken(user)).isEnvelope(403, "USER_NOT_VERIFIED");
        finapi.verify(user.id()).expect(200);

        assertThat(verifying.requestUserToken(user).status()).isEqualTo(200);
    }

    @Test
    void aWrongPasswordIsNotToldThatTheUserIsUnverified() {
        var wrong = verifying.requestUserToken(verifying.newUser().withSecret("wrong password"));

        assertThatError(wrong).isEnvelope(400, "BAD_REQUEST");
        assertThat(errorsOf(wrong))
                .isEqualTo(errorsOf(verifying.requestUserToken(new Credentials(FinApi.randomId(), "wrong password"))));
    }

    @Test
    void aVerifiedUserCannotBeVerified() {
        var user = finapi.newUser();

        assertThatError(finapi.verify(user.id()))
                .isEnvelope(422, "USER_ALREADY_VERIFIED")
                .at("POST " + version.users() + "/verify/" + user.id());
    }

    @Test
    void anUnknownUserIsAnUnknownEntity() {
        assertThatError(finapi.verify("nobody")).isEnvelope(404, "UNKNOWN_ENTITY");
        assertThatError(finapi.verificationStatus("nobody"))
                .isEnvelope(404, "UNKNOWN_ENTITY")
                .at("GET " + version.users() + "/verificationStatus");
    }

    @Test
    void withoutAnIdTheQuestionIsBad() {
        assertThatError(finapi.verificationStatus(Map.of())).isEnvelope(400, "BAD_REQUEST");
        assertThatError(finapi.verificationStatus(Map.of("userid", "ali"))).isEnvelope(400, "BAD_REQUEST");
    }

    @Test
    void parametersThatNobodyKnowsDoNotMatter() {
        var user = finapi.newUser();

        assertThat(finapi.verificationStatus(Map.of("userId", user.id(), "view", "full"))
                        .status())
                .isEqualTo(200);
    }

    /** What clients send along with a request that has no body. */
    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "not json", "{\"userId\":\"another\"}"})
    void aBodyDoesNotMatter(String body) {
        var user = verifying.newUser();

        var answer = finapi.call("POST", version.users() + "/verify/" + user.id())
                .bearer(finapi.clientToken())
                .json(body)
                .send();

        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThatIsVerified(user, true);
    }

    @Test
    void theConsoleShowsWhoIsUnverified() {
        assertThat(admin.get("/authentication/required-actions"))
                .filteredOn(action -> action.path("alias").asText().equals(ACTION))
                .singleElement()
                .satisfies(action -> {
                    assertThat(action.path("enabled").asBoolean()).isTrue();
                    assertThat(action.path("defaultAction").asBoolean()).isFalse();
                    assertThat(action.path("name").asText()).isNotBlank();
                });

        var user = verifying.newUser();
        assertThat(requiredActions(user)).containsExactly(ACTION);
        verifying.verify(user.id()).expect(200);
        assertThat(requiredActions(user)).isEmpty();
    }

    @Test
    void theConsoleMayVerifyAUserAndTakeItBack() {
        var user = verifying.newUser();

        admin.changeUser(user.id(), Map.of("requiredActions", List.of()));
        assertThatIsVerified(user, true);

        admin.changeUser(user.id(), Map.of("requiredActions", List.of(ACTION)));
        assertThatIsVerified(user, false);
        assertThatError(verifying.requestUserToken(user)).isEnvelope(403, "USER_NOT_VERIFIED");
    }

    /** Another duty of the user is none of finAPI's. */
    @Test
    void verifyingLeavesOtherRequiredActionsAlone() {
        var user = verifying.newUser();
        admin.changeUser(user.id(), Map.of("requiredActions", List.of(ACTION, "UPDATE_PROFILE")));

        verifying.verify(user.id()).expect(200);

        assertThat(requiredActions(user)).containsExactly("UPDATE_PROFILE");
    }

    @Test
    void theTokenEndpointOfKeycloakRefusesAnUnverifiedUserToo() {
        var user = verifying.newUser();

        var answer = verifying.standardToken(
                Map.of("grant_type", "password", "username", user.id(), "password", user.secret()));

        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.text("error")).isEqualTo("invalid_grant");
    }

    /** Not every realm is an import of ours: a client of any realm is finAPI's by a role. */
    @Test
    void aRealmThatBecomesOneOfFinapisHasUnverifiedUsersToo() {
        var nothingOfFinapi = Map.of("roles", Map.of(), "users", List.of());
        try (var realm = new OtherRealm(keycloak, version, nothingOfFinapi)) {
            realm.admin().post("/roles", Map.of("name", "finapi-app")).expect(201);
            var there = realm.finapi().as(new Clients(realm.admin()).appThatVerifies());
            var user = there.newUser();

            assertThatError(there.requestUserToken(user)).isEnvelope(403, "USER_NOT_VERIFIED");
            assertThat(realm.admin().get("/authentication/required-actions").findValuesAsText("alias"))
                    .contains(ACTION);
            there.verify(user.id()).expect(200);
            assertThat(there.requestUserToken(user).status()).isEqualTo(200);
        }
    }

    private void assertThatIsVerified(Credentials user, boolean verified) {
        var answer = finapi.verificationStatus(user.id());
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.json()).isEqualTo(Json.tree(Map.of("userId", user.id(), "isUserVerified", verified)));
    }

    private List<String> requiredActions(Credentials user) {
        return admin.user(user.id())
                .path("requiredActions")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }
}
