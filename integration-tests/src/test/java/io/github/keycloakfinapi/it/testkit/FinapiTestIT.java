package io.github.keycloakfinapi.it.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.http.Answer;
import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.testkit.FinapiClient;
import io.github.keycloakfinapi.testkit.FinapiServer;
import io.github.keycloakfinapi.testkit.FinapiTest;
import io.github.keycloakfinapi.testkit.FinapiUser;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@FinapiTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class FinapiTestIT {

    private static FinapiUser userOfTheFirstTest;

    private final FinapiServer server;
    private final FinapiClient own;

    FinapiTestIT(FinapiServer server, FinapiClient own) {
        this.server = server;
        this.own = own;
    }

    @Test
    void allTestClassesGetOneServer() {
        assertThat(server.getBaseUrl()).isEqualTo(FinapiServer.shared().getBaseUrl());
    }

    @Test
    void nobodyClosesTheServerOfAll() {
        server.close();
        FinapiServer.shared().close();

        assertThat(server.clientToken(own)).isNotEmpty();
    }

    @Test
    void aTestHasAClientOfItsOwnAndEachParameterIsAnotherUserOfIt(
            FinapiClient client, FinapiUser alice, FinapiUser bob) {
        assertThat(client).isEqualTo(own).isNotEqualTo(server.client());
        assertThat(alice.client()).isEqualTo(client);
        assertThat(alice.id()).isNotEqualTo(bob.id());
    }

    @Test
    @Order(1)
    void theUserLogsIn(FinapiUser user) {
        assertThat(logIn(server.getBaseUrl() + "/api/v2", user).status()).isEqualTo(200);

        userOfTheFirstTest = user;
    }

    @Test
    @Order(2)
    void afterATestItsUserAndItsClientAreGone() {
        var clientWent = logIn(server.getBaseUrl() + "/api/v2", userOfTheFirstTest);
        var user = new FinapiUser(userOfTheFirstTest.id(), userOfTheFirstTest.password(), own);
        var userWent = logIn(server.getBaseUrl() + "/api/v2", user);

        assertThat(own).isNotEqualTo(userOfTheFirstTest.client());
        assertThat(clientWent.status()).isEqualTo(401);
        assertThat(userWent.status()).isEqualTo(400);
    }

    @Test
    void aTestMayDeleteItsClientAndItsUserItself(FinapiUser user) {
        server.deleteUser(user);
        server.deleteClient(own);

        assertThat(logIn(server.getBaseUrl() + "/api/v2", user).status()).isEqualTo(401);
    }

    @Test
    void aTokenOfTheKitIsGoodAtBothUrls(FinapiUser user) {
        var token = server.userToken(user);

        assertThat(user(server.getBaseUrl(), token).text("id")).isEqualTo(user.id());
        assertThat(user(server.getHostRootUrl(), token).text("id")).isEqualTo(user.id());
    }

    @Test
    void aTokenOfOneUrlIsGoodAtTheOther(FinapiUser user) {
        var ofVersion1 = logIn(server.getHostRootUrl(), user).text("access_token");
        var ofVersion2 = logIn(server.getBaseUrl() + "/api/v2", user).text("access_token");

        assertThat(user(server.getBaseUrl(), ofVersion1).status()).isEqualTo(200);
        assertThat(user(server.getHostRootUrl(), ofVersion2).status()).isEqualTo(200);
    }

    @Test
    void theAdminClientListsUsers(FinapiUser user) {
        var list = Call.to(
                        "GET",
                        URI.create(server.getBaseUrl() + "/api/v2/mandatorAdmin/getUserList?userId=" + user.id()))
                .bearer(server.clientToken(server.adminClient()))
                .send();

        assertThat(list.json().path("users")).hasSize(1);
    }

    private static Answer logIn(String oauthBelow, FinapiUser user) {
        return Call.to("POST", URI.create(oauthBelow + "/oauth/token"))
                .form(Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        user.client().id(),
                        "client_secret",
                        user.client().secret(),
                        "username",
                        user.id(),
                        "password",
                        user.password()))
                .send();
    }

    private static Answer user(String base, String token) {
        return Call.to("GET", URI.create(base + "/api/v2/users")).bearer(token).send();
    }
}
