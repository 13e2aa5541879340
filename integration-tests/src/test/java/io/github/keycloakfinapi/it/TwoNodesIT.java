package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.Eventually;
import io.github.keycloakfinapi.it.finapi.FailedLogins;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Operator;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Answer;
import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.http.Json;
import io.github.keycloakfinapi.it.http.Race;
import io.github.keycloakfinapi.it.http.Receiver;
import io.github.keycloakfinapi.it.server.Closing;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.Postgres;
import io.github.keycloakfinapi.it.server.ServerOptions;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A cluster of two nodes on PostgreSQL: what one of them did holds on the other. */
@EnabledIf("io.github.keycloakfinapi.it.server.Backend#runsContainers")
final class TwoNodesIT {

    private static Postgres postgres;
    private static KeycloakServer one;
    private static KeycloakServer other;

    private FinApi here;
    private FinApi there;
    private Credentials user;

    @BeforeAll
    static void startTwoNodes() {
        postgres = new Postgres();
        var options = postgres.of(ServerOptions.development()
                // Both are the same to their clients.
                .argument("--hostname=http://finapi.example")
                .clustered());
        one = KeycloakServer.start(options);
        other = KeycloakServer.start(options);
    }

    @AfterAll
    static void stopThem() {
        Closing.all(other, one, postgres);
    }

    @BeforeEach
    void aUser() {
        here = FinApi.of(one, Version.V2);
        there = FinApi.of(other, Version.V2);
        user = here.newUser();
    }

    @Test
    void oneImportsTheRealmAndBothServeIt() {
        assertThat(there.requestUserToken(user).status()).isEqualTo(200);
        assertThat((one.log() + other.log()).lines())
                .noneMatch(line -> line.contains("ERROR") && line.contains("keycloakfinapi"));
    }

    @Test
    void ofManyWhoCreateOneUserOneIsRight() throws Exception {
        var id = FinApi.randomId();
        var calls = IntStream.range(0, 10)
                .mapToObj(i -> create(i % 2 == 0 ? here : there, id))
                .toList();

        assertThat(Race.of(calls).stream().map(Answer::status))
                .containsOnlyOnce(201)
                .filteredOn(status -> status != 201)
                .hasSize(9)
                .containsOnly(422);
    }

    private static Call create(FinApi node, String id) {
        return node.users("POST").bearer(node.clientToken()).json(Json.of(Map.of("id", id, "password", "open sesame")));
    }

    @Test
    void aLockHoldsOnBoth() {
        IntStream.range(0, 3).forEach(i -> (i % 2 == 0 ? here : there).requestUserToken(user.withSecret("wrong")));

        Eventually.holds(() -> assertThat(Stream.of(here, there)
                        .map(node -> node.requestUserToken(user).status()))
                .containsOnly(423));
    }

    /** Each node evaluates one guess of an id at a time, and they tell each other how many were wrong. */
    @Test
    void manyGuessesAtOnceAtBothLockTheUserOnBoth() throws Exception {
        var guesses = IntStream.range(0, 40)
                .mapToObj(i -> (i % 2 == 0 ? here : there)
                        .tokenCall(Map.of("grant_type", "password", "username", user.id(), "password", "guess " + i)))
                .toList();

        var evaluated = Race.of(guesses).stream()
                .filter(answer -> answer.status() == 400)
                .count();

        assertThat(evaluated).isBetween(1L, 2L * FailedLogins.LIMIT);
        Eventually.holds(() -> assertThat(Stream.of(here, there)
                        .map(node -> node.requestUserToken(user).status()))
                .containsOnly(423));
    }

    @Test
    void aTokenThatWasRevokedOnOneIsRefusedByTheOther() {
        var token = here.userToken(user);
        there.user(token).expect(200);

        here.revoke(Map.of("token", token)).expect(200);

        there.user(token).expect(401);
    }

    @Test
    void aPasswordChangeThatWasRequestedOnOneIsExecutedByTheOtherOnce() {
        var changed = user.withSecret("open barley");
        var token = FinApi.passwordChange(one, here).tokenFor(user);

        there.executePasswordChange(changed, token).expect(200);

        here.executePasswordChange(changed, token).expect(403);
        here.requestUserToken(changed).expect(200);
    }

    @Test
    void whatWasChangedOnOneIsReadFromTheOther() {
        var token = here.userToken(user);
        for (var i = 0; i < 20; i++) {
            var nodes = i % 2 == 0 ? List.of(here, there) : List.of(there, here);

            nodes.get(0).edit(token, Map.of("phone", "+49 89 " + i)).expect(200);

            assertThat(nodes.get(1).user(token).text("phone")).isEqualTo("+49 89 " + i);
        }
    }

    @Test
    void whoWasDeletedOnOneIsUnknownToTheOther() {
        var token = there.userToken(user);

        here.delete(here.userToken(user)).expect(200);

        there.user(token).expect(401);
        there.requestUserToken(user).expect(400);
        create(there, user.id()).send().expect(201);
    }

    @Test
    void aSettingThatWasChangedOnOneHoldsOnTheOther() {
        var client = new Clients(one.admin()).app();
        var application = there.as(client);
        application.requestUserToken(application.newUser()).expect(200);

        new Clients(one.admin()).setAttribute(client, "finapi.user-auto-verification", "false");

        Eventually.holds(
                () -> application.requestUserToken(application.newUser()).expect(403));
    }

    /** Nodes may hold different tokens. */
    @Test
    void eachAnswersItsOwnTokensAgainAndNoneThatTheOtherHasEnded() {
        var ofOne = here.requestUserToken(user).expect(200);
        var ofOther = there.requestUserToken(user).expect(200);
        assertThat(here.userToken(user)).isEqualTo(ofOne.text("access_token"));
        assertThat(there.userToken(user)).isEqualTo(ofOther.text("access_token"));

        one.admin()
                .post("/users/" + one.admin().idOf(user.id()) + "/logout", Map.of())
                .expect(204);

        assertThat(there.userToken(user)).isNotEqualTo(ofOther.text("access_token"));
        assertThat(here.userToken(user)).isNotEqualTo(ofOne.text("access_token"));
    }

    @Test
    void whatTheOtherNodeChangesMakesNewTokens() {
        var client = new Clients(one.admin()).app();
        var clientToken = there.as(client).clientToken();
        var userToken = there.as(client).userToken(user);
        assertThat(there.as(client).clientToken()).isEqualTo(clientToken);

        new Clients(one.admin()).setAudience(client, "somebody");

        Eventually.holds(() -> {
            assertThat(there.as(client).clientToken()).isNotEqualTo(clientToken);
            assertThat(there.as(client).userToken(user)).isNotEqualTo(userToken);
        });
    }

    @Test
    void aClientTokenThatWasRevokedOnOneIsNotAnsweredByTheOther() {
        var client = new Clients(one.admin()).app();
        var token = there.as(client).clientToken();

        here.as(client).revoke(Map.of("token", token)).expect(200);

        assertThat(there.as(client).clientToken()).isNotEqualTo(token);
    }

    @Test
    void eachNoticeIsSentOnce() {
        try (var receiver = new Receiver(one.testHost())) {
            new Clients(one.admin()).callBackAt(here.client(), receiver.url());
            var users = Stream.generate(here::newUser).limit(20).toList();

            for (var i = 0; i < users.size(); i++) {
                var node = i % 2 == 0 ? here : there;
                node.delete(node.userToken(users.get(i))).expect(200);
            }

            var ids = users.stream().map(Credentials::id).toArray(String[]::new);
            Eventually.holds(() -> assertThat(receiver.userIds()).contains(ids));
            assertThat(receiver.userIds()).containsExactlyInAnyOrder(ids);
            new Clients(one.admin()).callBackAt(here.client(), "");
        }
    }

    @Test
    void bothHaveOneListOfUsers() {
        var mandator = here.as(FinApi.mandatorAdmin(one));
        var atTheOther = there.as(FinApi.mandatorAdmin(other));
        var employee = new Operator(one.admin()).employee(FinApi.randomId());

        new Operator(other.admin()).giveRole(employee);

        var name = one.admin().get("/users/" + employee).path("username").asText();
        assertThat(Stream.of(mandator, atTheOther).map(each -> each.listed("userId=" + name)))
                .containsOnly(List.of(name));
    }
}
