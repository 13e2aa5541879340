package io.github.keycloakfinapi.it.testkit;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.Eventually;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Receiver;
import io.github.keycloakfinapi.testkit.Faults;
import io.github.keycloakfinapi.testkit.FinapiClient;
import io.github.keycloakfinapi.testkit.FinapiServer;
import io.github.keycloakfinapi.testkit.FinapiTest;
import io.github.keycloakfinapi.testkit.FinapiUser;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each answer is held to the specification as well, since the tests call as they call the extension. */
@FinapiTest
final class FaultsIT {

    private final FinapiServer server;
    private final FinapiClient client;
    private final FinApi finapi;
    private final Faults faults;

    FaultsIT(FinapiServer server, FinapiClient client) {
        this.server = server;
        this.client = client;
        // Another test class may be using the server.
        this.faults = server.faults().forClient(client);
        this.finapi =
                new FinApi(URI.create(server.getBaseUrl()), Version.V2, new Credentials(client.id(), client.secret()));
    }

    @ParameterizedTest
    @CsvSource({
        "400, BAD_REQUEST",
        "403, UNAUTHORIZED_ACCESS",
        "423, LOCKED",
        "500, UNEXPECTED_ERROR",
        "503, UNEXPECTED_ERROR"
    })
    void theNextCallFailsAsAtFinApi(int status, String code) {
        for (var version : Version.values()) {
            faults.failNext(status);

            assertThatError(finapi.in(version).requestClientToken())
                    .isEnvelope(status, code)
                    .isDatedAs(version)
                    .at("POST " + version.token());
            assertThat(finapi.in(version).requestClientToken().status()).isEqualTo(200);
        }
    }

    @Test
    void otherClientsAreNotHit() {
        var other = server.createClient();
        faults.failNext(500);

        assertThat(finapi.as(new Credentials(other.id(), other.secret()))
                        .requestClientToken()
                        .status())
                .isEqualTo(200);
        assertThat(finapi.requestClientToken().status()).isEqualTo(500);
        server.deleteClient(other);
    }

    @Test
    void whatAnotherHasOrderedIsNotCleared() {
        FinapiServer.shared().faults().forClient(client).failNext(500);
        faults.clear();
        server.faults().clear();

        assertThat(finapi.requestClientToken().status()).isEqualTo(500);
    }

    @Test
    void whatWasOrderedForAPathIsClearedAlone() {
        faults.forPath("/oauth/token").failNext(500);
        faults.forPath("/users").failNext(500);
        faults.forPath("/users").clear();

        assertThat(finapi.requestClientToken().status()).isEqualTo(500);
        assertThat(finapi.create("{}").status()).isEqualTo(201);
    }

    @ParameterizedTest
    @EnumSource
    void anUnknownCallerGetsTheBodyOfOAuth(Version version) {
        var token = finapi.clientToken();
        faults.times(2).failNext(401);

        assertThatError(finapi.in(version).requestClientToken()).isUnknownCaller("invalid_client");
        assertThatError(finapi.in(version)
                        .users("POST")
                        .bearer(token)
                        .json("{}")
                        .send())
                .isUnknownCaller("invalid_token");
    }

    @ParameterizedTest
    @EnumSource
    void aBusinessErrorLooksLikeOne(Version version) {
        var token = finapi.clientToken();
        faults.failNext(422);

        var answer = finapi.in(version).users("POST").bearer(token).json("{}").send();

        assertThatError(answer).isEnvelope(422, "ILLEGAL_ENTITY_STATE").isDatedAs(version);
        assertThat(answer.json().at("/errors/0/type").asText()).isEqualTo("BUSINESS");
    }

    @Test
    void anotherCodeCanBeOrdered() {
        faults.failNext(403, "USER_NOT_VERIFIED");

        assertThatError(finapi.requestClientToken()).isEnvelope(403, "USER_NOT_VERIFIED");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 504})
    void theErrorsOfAGatewayAreNotFinApis(int status) throws Exception {
        var call = HttpRequest.newBuilder(URI.create(server.getBaseUrl() + "/api/v2/users"))
                .header("Authorization", "Bearer " + server.clientToken(client))
                .build();
        faults.failNext(status);

        var answer = HttpClient.newHttpClient().send(call, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).startsWith("<html>");
        assertThatThrownBy(() -> faults.failNext(status, "LOCKED")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFaultHitsCallsOfThatMethod() {
        var token = server.userToken(server.createUser(client));
        faults.forMethod("post").failNext(500);

        assertThat(finapi.user(token).status()).isEqualTo(200);
        assertThat(finapi.requestClientToken().status()).isEqualTo(500);
    }

    @Test
    void thePathBeginsBelowTheBaseUrl() {
        faults.forPath("/realms").failNext(500);

        assertThat(finapi.requestClientToken().status()).isEqualTo(200);
        faults.clear();
    }

    @Test
    void aFaultHitsThatManyCallsOfThatPath() {
        var token = finapi.clientToken();
        faults.forPath("/users").times(2).failNext(500);

        assertThat(finapi.requestClientToken().status()).isEqualTo(200);
        for (var status : List.of(500, 500, 201)) {
            assertThat(finapi.users("POST").bearer(token).json("{}").send().status())
                    .isEqualTo(status);
        }
    }

    @Test
    void theKitsOwnCallsAreNotHit() {
        faults.failNext(500);

        assertThat(server.createUser(server.client()).id()).isNotEmpty();
        assertThat(finapi.requestClientToken().status()).isEqualTo(500);
    }

    @Test
    void aConnectionIsCutAfterTheServerHasDoneItsWork() {
        var token = finapi.clientToken();
        var id = FinApi.randomId();
        faults.cutNextConnection();

        var create = finapi.users("POST").bearer(token).json("{\"id\":\"" + id + "\"}");
        assertThatThrownBy(create::send).isInstanceOf(UncheckedIOException.class);

        assertThatError(create.send()).isEnvelope(422, "ENTITY_EXISTS");
    }

    @Test
    void answersAreLateButTheServerIsNot() {
        var id = FinApi.randomId();
        var impatient = HttpRequest.newBuilder(URI.create(server.getBaseUrl() + "/api/v2/users"))
                .header("Authorization", "Bearer " + finapi.clientToken())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"id\":\"" + id + "\"}"))
                .timeout(Duration.ofSeconds(1))
                .build();
        faults.slowDown(Duration.ofMinutes(5));

        assertThatThrownBy(() -> HttpClient.newHttpClient().send(impatient, BodyHandlers.discarding()))
                .isInstanceOf(HttpTimeoutException.class);
        faults.clear();

        Eventually.holds(
                () -> assertThat(finapi.verificationStatus(id).status()).isEqualTo(200));
    }

    @Test
    void anExpiredClientTokenIsFollowedByAnother() {
        var token = finapi.clientToken();
        faults.expireToken(token);

        assertThatError(finapi.users("POST").bearer(token).json("{}").send()).isUnknownCaller("invalid_token");
        assertThat(finapi.create("{}").status()).isEqualTo(201);
    }

    @Test
    void theRefreshTokenOutlivesAnExpiredUserToken(FinapiUser user) {
        var tokens = finapi.requestUserToken(new Credentials(user.id(), user.password()));
        faults.expireToken(tokens.text("access_token"));

        assertThatError(finapi.user(tokens.text("access_token"))).isUnknownCaller("invalid_token");
        var refreshed = finapi.refresh(tokens.text("refresh_token")).text("access_token");
        assertThat(finapi.user(refreshed).status()).isEqualTo(200);
    }

    @Test
    void theApplicationIsToldOfADeletedUser() {
        var user = server.createUser(client);
        try (var application = new Receiver("127.0.0.1")) {
            server.sendDeletionCallbacks(client, application.url());

            server.deleteUser(user);

            // Users of the mandator that other tests delete are told of as well.
            Eventually.holds(() -> assertThat(application.userIds()).containsOnlyOnce(user.id()));
            assertThat(application.calls()).allMatch(call -> call.target().equals("/callback"));
        }
    }
}
