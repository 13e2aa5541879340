package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Answer;
import io.github.keycloakfinapi.it.http.Race;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In a realm of its own: all clients of the mandator are switched. */
@BothVersions
final class SwitchApiVersionIT {

    private static final String SWITCHED = "finapi.switched-to-v2";

    private final KeycloakServer keycloak;
    private final Version version;

    private OtherRealm realm;
    private Clients clients;
    private FinApi app;
    private FinApi mandator;

    SwitchApiVersionIT(Version version, KeycloakServer keycloak) {
        this.version = version;
        this.keycloak = keycloak;
    }

    @BeforeEach
    void makeAMandator() {
        realm = new OtherRealm(keycloak, version);
        clients = new Clients(realm.admin());
        app = realm.finapi();
        mandator = app.as(FinApi.mandatorAdmin(keycloak));
    }

    @AfterEach
    void removeIt() {
        realm.close();
    }

    @ParameterizedTest
    @EnumSource
    void bindsAllClientsOfTheMandator(Version to) {
        var another = app.as(clients.app());
        var user = app.newUser();
        var token = app.userToken(user);

        var answer = mandator.switchTo(to);

        assertThat(answer.expect(200).text("message")).contains(to.name());
        for (var each : List.of(app, another)) {
            assertThat(each.in(to).create("{}").status()).isEqualTo(201);
            assertThatIsLimited(
                    each.in(to.other())
                            .users("POST")
                            .bearer(each.in(to).clientToken())
                            .json("{}")
                            .send(),
                    to);
        }
        assertThat(mandator.in(to).deleteUsers(List.of()).status()).isEqualTo(200);
        assertThatIsLimited(
                mandator.call("POST", to.other().mandatorAdmin() + "/deleteUsers")
                        .bearer(mandator.in(to).clientToken())
                        .json("{\"userIds\":[]}")
                        .send(),
                to);
        assertThat(app.in(to).user(token).status()).isEqualTo(200);
        assertThatIsLimited(app.in(to.other()).user(token), to);
    }

    @Test
    void bindsNoOtherClientOfTheRealm() {
        var others = List.of(clients.withoutRole(), clients.stranger());

        mandator.switchTo(version).expect(200);

        assertThat(others).allSatisfy(client -> assertThat(boundTo(client)).isEmpty());
    }

    @Test
    void putsAMisspeltVersionRight() {
        clients.setAttribute(app.client(), "finapi.api-version", "v1");

        mandator.switchTo(version).expect(200);

        assertThat(boundTo(app.client())).isEqualTo(version.name());
    }

    @Test
    void goesThereAndBack() {
        mandator.switchTo(Version.V1).expect(200);
        mandator.in(Version.V1).switchTo(Version.V2).expect(200);
        mandator.in(Version.V2).switchTo(Version.V1).expect(200);
        mandator.in(Version.V1).switchTo(Version.V2).expect(200);

        assertThat(boundTo(app.client())).isEqualTo("V2");
    }

    @Test
    void goesBackUntilSevenDaysAreOver() {
        mandator.switchTo(Version.V2).expect(200);

        switchedBefore(Duration.ofDays(7).plusMinutes(1));
        assertThatThereIsNoWayBack();
        assertThat(boundTo(app.client())).isEqualTo("V2");

        switchedBefore(Duration.ofDays(7).minusMinutes(10));
        assertThat(mandator.in(Version.V2).switchTo(Version.V1).status()).isEqualTo(200);
        assertThat(boundTo(app.client())).isEqualTo("V1");
    }

    @Test
    void switchingOnceMoreMakesTheWayBackNoLonger() {
        mandator.switchTo(Version.V2).expect(200);
        switchedBefore(Duration.ofDays(8));

        mandator.in(Version.V2).switchTo(Version.V2).expect(200);

        assertThatThereIsNoWayBack();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "yesterday"})
    void whomAnOperatorHasBoundToV2DoesNotGoBack(String switched) {
        clients.setAttribute(app.client(), "finapi.api-version", "V2");
        if (switched != null) {
            realm.admin()
                    .put("", Map.of("attributes", Map.of(SWITCHED, switched)))
                    .expect(204);
        }

        assertThatThereIsNoWayBack();

        assertThat(boundTo(app.client())).isEqualTo("V2");
        assertThat(boundTo(mandator.client())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'apiVersion':null}",
                "{'apiVersion':''}",
                "{'apiVersion':'V3'}",
                "{'apiVersion':'v1'}",
                "{'apiVersion':'V1 '}",
                "{'apiVersion':'VERSION1'}",
                "{'apiVersion':1}",
                "{'apiVersion':['V1']}"
            })
    void tellsThatThereIsNoSuchVersion(String body) {
        var answer = mandator.call("POST", version.mandatorAdmin() + "/switchApiVersion")
                .bearer(mandator.clientToken())
                .json(body.replace('\'', '"'))
                .send();

        assertThatError(answer).isEnvelope(400, "BAD_REQUEST").names("apiVersion");
        assertThat(boundTo(app.client())).isEmpty();
    }

    @Test
    void anotherFieldIsNamed() {
        assertThatError(mandator.mandatorAdminCall("switchApiVersion", Map.of("version", "V1"))
                        .send())
                .isEnvelope(400, "BAD_REQUEST")
                .names("apiVersion", "version");
    }

    /** Of two switches at the same moment one is the last, for all clients. */
    @Test
    void neverLeavesSomeOfTheClientsElsewhere() throws InterruptedException, ExecutionException {
        var another = clients.app();
        var calls = List.of(
                mandator.mandatorAdminCall("switchApiVersion", Map.of("apiVersion", "V1")),
                mandator.mandatorAdminCall("switchApiVersion", Map.of("apiVersion", "V2")));

        var answers = Race.of(calls);

        // The later one may find its path closed already.
        assertThat(answers).extracting(Answer::status).isSubsetOf(200, 403).contains(200);
        assertThat(boundTo(another))
                .isNotEmpty()
                .isEqualTo(boundTo(app.client()))
                .isEqualTo(boundTo(mandator.client()));
    }

    @Test
    void isAnEventOfTheAdministrationForEachClient() {
        mandator.switchTo(version).expect(200);
        mandator.switchTo(version).expect(200);

        for (var client : List.of(app.client(), mandator.client())) {
            var path = "clients/" + clients.internalId(client);
            assertThat(realm.admin().get("/admin-events?operationTypes=UPDATE&resourcePath=" + path))
                    .singleElement()
                    .satisfies(event -> {
                        assertThat(event.path("resourceType").asText()).isEqualTo("CLIENT");
                        assertThat(event.path("authDetails").path("userId").asText())
                                .isEqualTo(clients.serviceAccount(mandator.client()));
                    });
        }
    }

    private void assertThatThereIsNoWayBack() {
        assertThatError(mandator.in(Version.V2).switchTo(Version.V1)).isEnvelope(403, "FORBIDDEN");
    }

    private void switchedBefore(Duration time) {
        var when = Instant.now().minus(time).toString();
        realm.admin().put("", Map.of("attributes", Map.of(SWITCHED, when))).expect(204);
    }

    private String boundTo(Credentials client) {
        return realm.admin()
                .get("/clients/" + clients.internalId(client))
                .path("attributes")
                .path("finapi.api-version")
                .asText("");
    }

    private static void assertThatIsLimited(Answer answer, Version to) {
        assertThatError(answer).isEnvelope(403, "UNAUTHORIZED_ACCESS");
        assertThat(answer.json().path("errors").path(0).path("message").asText())
                .isEqualTo("client is limited to scope " + to.resources());
    }
}
