package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.Eventually;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Operator;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Json;
import io.github.keycloakfinapi.it.http.Race;
import io.github.keycloakfinapi.it.server.Admin;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operator lets finAPI's clients reach users who are there already: by the role, however they come to hold it. */
@WithKeycloak
final class AdoptedUserIT {

    private final KeycloakServer keycloak;
    private OtherRealm realm;
    private FinApi finapi;
    private Admin admin;
    private Operator operator;
    private Credentials user;

    AdoptedUserIT(KeycloakServer keycloak) {
        this.keycloak = keycloak;
    }

    @BeforeEach
    void createARealmWithAUser() {
        realm = new OtherRealm(keycloak, Version.V2);
        finapi = realm.finapi();
        admin = realm.admin();
        operator = new Operator(admin);
        user = new Outsider.Realm(finapi, admin).employee();
        finapi.requestUserToken(user).expect(400);
        finapi.verificationStatus(user.id()).expect(404);
    }

    @AfterEach
    void removeTheRealm() {
        realm.close();
    }

    @Test
    void oneUserByTheRole() {
        operator.giveRole(admin.idOf(user.id()));

        assertThatIsReached();
    }

    @Test
    void theUsersOfAGroup() {
        operator.join(admin.idOf(user.id()), operator.groupWithRole());

        assertThatIsReached();
    }

    @Test
    void everybodyByTheDefaultRole() {
        operator.giveRoleToEverybody();

        assertThatIsReached();
    }

    /** As LDAP may have them: finAPI's clients could not even name such a user. */
    @Test
    void notWhoseNameIsNoIdAndTheLogTellsOnce() {
        var profile = Json.object(admin.get("/users/profile").toString());
        profile.put(
                "attributes",
                Json.tree(profile)
                        .path("attributes")
                        .valueStream()
                        .map(attribute -> Json.object(attribute.toString()))
                        .peek(attribute -> attribute.remove("validations"))
                        .toList());
        admin.put("/users/profile", profile).expect(200);
        var employee = new Outsider.Realm(finapi, admin).employee("employee-" + FinApi.randomId());
        var id = admin.idOf(employee.id());
        operator.giveRole(id);
        var token = finapi.standardToken(
                        Map.of("grant_type", "password", "username", employee.id(), "password", employee.secret()))
                .expect(200)
                .text("access_token");

        finapi.user(token).expect(403);
        finapi.user(token).expect(403);
        finapi.verificationStatus(employee.id()).expect(400);
        finapi.requestUserToken(employee).expect(400);

        Eventually.holds(() -> assertThat(keycloak.log().lines())
                .filteredOn(line -> line.contains("WARN") && line.contains(id))
                .singleElement()
                .asString()
                .contains("finapi-user", "username"));
    }

    /** Of two that find the role missing, both create their user, and there is one role. */
    @Test
    void theRoleIsMadeWhereTheRealmLacksIt() throws InterruptedException, ExecutionException {
        admin.delete("/roles/finapi-user").expect(204);
        var token = finapi.clientToken();

        var answers = Race.of(IntStream.range(0, 8)
                .mapToObj(n -> finapi.users("POST").bearer(token).json("{\"id\":\"first-" + n + "\"}"))
                .toList());

        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer.status()).as(answer.toString()).isEqualTo(201));
        assertThat(admin.get("/roles").findValuesAsText("name")).containsOnlyOnce("finapi-user");
        for (var n = 0; n < 8; n++) {
            finapi.verificationStatus("first-" + n).expect(200);
        }
        assertThat(admin.get("/authentication/required-actions").findValuesAsText("alias"))
                .containsOnlyOnce("finapi-verify-user");
    }

    /** Otherwise a client could make itself an administrator whose password it knows. */
    @Test
    void noUserIsCreatedWhereEverybodyIsAnAdministrator() {
        var management = new Clients(admin).internalId(new Credentials("realm-management", ""));
        var defaultRole = admin.get("").path("defaultRole").path("id").asText();
        admin.post(
                        "/roles-by-id/" + defaultRole + "/composites",
                        List.of(admin.get("/clients/" + management + "/roles/view-users")))
                .expect(204);
        var before = admin.get("/users/count").asInt();

        finapi.create(Map.of("id", "anybody")).expect(422);

        assertThat(admin.get("/users/count").asInt()).isEqualTo(before);
    }

    @Test
    void norWhereTheRoleItselfMakesAdministrators() {
        var management = new Clients(admin).internalId(new Credentials("realm-management", ""));
        admin.post("/roles/finapi-user/composites", List.of(admin.get("/clients/" + management + "/roles/view-users")))
                .expect(204);
        var before = admin.get("/users/count").asInt();

        finapi.create(Map.of("id", "anybody")).expect(422);

        assertThat(admin.get("/users/count").asInt()).isEqualTo(before);
    }

    private void assertThatIsReached() {
        finapi.verificationStatus(user.id()).expect(200);
        finapi.requestPasswordChange(user.id()).expect(200);
        assertThat(finapi.user(finapi.userToken(user)).text("id")).isEqualTo(user.id());
    }
}
