package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Operator;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Answer;
import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.http.Json;
import io.github.keycloakfinapi.it.http.Race;
import io.github.keycloakfinapi.it.server.Admin;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By the mandator's admin client. {@link OutsiderIT} has whom it must not reach, {@link DeleteLdapUserIT} who stays. */
@BothVersions
final class DeleteUsersIT {

    private final FinApi finapi;
    private final FinApi mandator;
    private final KeycloakServer keycloak;
    private final Admin admin;

    DeleteUsersIT(Version version, KeycloakServer keycloak) {
        this.finapi = FinApi.of(keycloak, version);
        this.mandator = finapi.as(FinApi.mandatorAdmin(keycloak));
        this.keycloak = keycloak;
        this.admin = keycloak.admin();
    }

    @Test
    void endsUsersWhateverTheirState() {
        var verifying = finapi.as(new Clients(admin).appThatVerifies());
        var user = finapi.newUser();
        var unverified = verifying.newUser();
        var disabled = finapi.newUser();
        admin.changeUser(disabled.id(), Map.of("enabled", false));
        var tokens = finapi.requestUserToken(user).expect(200);
        var ids = Stream.of(user, unverified, disabled).map(Credentials::id).toList();

        var answer = mandator.deleteUsers(ids);

        assertThat(deleted(answer))
                .containsExactlyElementsOf(ids.stream().sorted().toList());
        assertThat(nonDeleted(answer)).isEmpty();
        assertThatError(finapi.user(tokens.text("access_token"))).isUnknownCaller("invalid_token");
        assertThatError(finapi.refresh(tokens.text("refresh_token"))).isEnvelope(400, "BAD_REQUEST");
        assertThat(ids).allSatisfy(id -> assertThat(admin.idIfExists(id)).isEmpty());
    }

    @Test
    void tellsNothingOfWhomThereIsNot() {
        var user = finapi.newUser();

        var answer = mandator.deleteUsers(List.of(FinApi.randomId(), user.id(), FinApi.randomId()));

        assertThat(deleted(answer)).containsExactly(user.id());
        assertThat(nonDeleted(answer)).isEmpty();
    }

    @Test
    void answersInOrderAndEachIdOnceAsTheRequestHasItFirst() {
        var name = FinApi.randomId().substring(0, 20);
        for (var id : List.of("b-" + name, "A-" + name, "c-" + name)) {
            finapi.create(Map.of("id", id)).expect(201);
        }
        var upper = ("b-" + name).toUpperCase(Locale.ROOT);

        var answer = mandator.deleteUsers(List.of("c-" + name, upper, "b-" + name, "a-" + name, "c-" + name));

        assertThat(deleted(answer)).containsExactly("a-" + name, upper, "c-" + name);
    }

    @Test
    void isDoneWithNothingToDo() {
        var answer = mandator.deleteUsers(List.of());

        assertThat(deleted(answer)).isEmpty();
        assertThat(nonDeleted(answer)).isEmpty();
    }

    @Test
    void isAnEventForEachUser() {
        var user = finapi.newUser();
        var internalId = admin.idOf(user.id());

        mandator.deleteUsers(List.of(user.id())).expect(200);

        assertThat(admin.get("/events?type=DELETE_ACCOUNT&user=" + internalId))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.path("clientId").asText())
                            .isEqualTo(mandator.client().id());
                    assertThat(event.path("ipAddress").asText()).isNotBlank();
                    assertThat(event.path("details").path("username").asText()).isEqualTo(user.id());
                });
    }

    /** A service account has the id of no user, whatever it is called and whatever role it has. */
    @Test
    void doesNotEndAServiceAccount() {
        var clients = new Clients(admin);
        var client = clients.app("c" + FinApi.randomId().substring(0, 8), Map.of());
        new Operator(admin).giveRole(clients.serviceAccount(client));

        var answer = mandator.deleteUsers(List.of("service-account-" + client.id()));

        assertThat(deleted(answer)).isEmpty();
        assertThat(nonDeleted(answer)).isEmpty();
        finapi.as(client).requestClientToken().expect(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                 | userIds",
                "{'userIds':null}                   | userIds",
                "{'userIds':'jane'}                 | userIds",
                "{'userIds':{'jane':true}}          | userIds",
                "{'userIds':['jane',1]}             | userIds[1]",
                "{'userIds':[null]}                 | userIds[0]",
                "{'userIds':[['jane']]}             | userIds[0]",
                "{'userIds':['']}                   | userIds[0]",
                "{'userIds':['..']}                 | userIds[0]",
                "{'userIds':['jane','a b','c/d']}   | userIds[1] userIds[2]",
                "{'userIds':[],'users':[]}          | users",
                "{'userIds':['1234567890123456789012345678901234567']} | userIds[0]",
            })
    void tellsWhatIsWrongAndWhere(String body, String fields) {
        var answer = mandator.call("POST", finapi.version().mandatorAdmin() + "/deleteUsers")
                .bearer(mandator.clientToken())
                .json(body.replace('\'', '"'))
                .send();

        assertThatError(answer)
                .isEnvelope(400, "BAD_REQUEST")
                .at("POST " + finapi.version().mandatorAdmin() + "/deleteUsers")
                .names(fields.split(" "));
    }

    /** An answer is no longer than its request only because so many are wrong. */
    @Test
    void tellsOfTenWrongIdsAtTheMost() {
        var answer = mandator.deleteUsers(Collections.nCopies(5_000, "?"));

        assertThatError(answer).isEnvelope(400, "BAD_REQUEST");
        assertThat(answer.json().path("errors")).hasSize(10);
    }

    @Test
    void deletesNobodyWhereOneIdCanBeNone() {
        var user = finapi.newUser();

        assertThatError(mandator.deleteUsers(List.of(user.id(), "a b"))).isEnvelope(400, "BAD_REQUEST");

        finapi.requestUserToken(user).expect(200);
    }

    @Test
    void takesAsManyIdsAsFitIntoABody() {
        assertThat(mandator.deleteUsers(randomIds(1_600)).status()).isEqualTo(200);
        assertThatError(mandator.deleteUsers(randomIds(1_700))).isEnvelope(413, "BAD_REQUEST");
    }

    @Test
    void deletesAThousandUsers() {
        try (var realm = new OtherRealm(keycloak, finapi.version())) {
            var ids = randomIds(1_000);
            new Operator(realm.admin()).importUsers(ids);

            var deleted = new TreeSet<String>();
            List<String> left = ids;
            // A machine that is too slow for all of them says who is left.
            while (!left.isEmpty()) {
                var answer = realm.mandator().deleteUsers(left);
                assertThat(deleted(answer)).isNotEmpty().isSorted();
                assertThat(deleted.addAll(deleted(answer))).isTrue();
                left = nonDeleted(answer);
            }

            assertThat(deleted).hasSize(1_000).containsExactlyInAnyOrderElementsOf(ids);
            assertThat(realm.admin().get("/users?max=10")).isEmpty();
        }
    }

    @RepeatedTest(3)
    void endsEachUserOnceWhenTwoCallsAskForTheSame() throws InterruptedException, ExecutionException {
        var ids = Stream.generate(() -> finapi.newUser().id()).limit(5).toList();
        var call = mandator.mandatorAdminCall("deleteUsers", Map.of("userIds", ids));

        var answers = Race.of(List.of(call, call));

        assertThat(answers.stream().flatMap(answer -> deleted(answer).stream()))
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(answers.stream().flatMap(answer -> nonDeleted(answer).stream()))
                .isEmpty();
    }

    /** Whoever is there afterwards is there as a whole. */
    @RepeatedTest(3)
    void leavesNoHalfUserToWhoCreatesIt() throws InterruptedException, ExecutionException {
        var user = finapi.newUser();
        Call create = finapi.users("POST")
                .bearer(finapi.clientToken())
                .json(Json.of(Map.of("id", user.id(), "password", user.secret())));

        var answers = Race.of(List.of(
                mandator.mandatorAdminCall("deleteUsers", Map.of("userIds", List.of(user.id()))), create));

        assertThat(deleted(answers.get(0))).containsExactly(user.id());
        assertThat(answers.get(1).status()).isIn(201, 422);
        assertThat(finapi.requestUserToken(user).status())
                .isEqualTo(answers.get(1).status() == 201 ? 200 : 400);
    }

    private static List<String> randomIds(int count) {
        return Stream.generate(FinApi::randomId).limit(count).toList();
    }

    private static List<String> deleted(Answer answer) {
        return ids(answer, "deletedUsers");
    }

    private static List<String> nonDeleted(Answer answer) {
        return ids(answer, "nonDeletedUsers");
    }

    private static List<String> ids(Answer answer, String list) {
        return answer.expect(200)
                .json()
                .path(list)
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }
}
