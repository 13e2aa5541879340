package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static io.github.keycloakfinapi.it.finapi.ErrorAssert.errorsOf;
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
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Another secret for a client of the mandator. */
@BothVersions
final class ClientCredentialsIT {

    private final FinApi finapi;
    private final FinApi mandator;
    private final KeycloakServer keycloak;
    private final Clients clients;

    ClientCredentialsIT(Version version, KeycloakServer keycloak) {
        this.finapi = FinApi.of(keycloak, version);
        this.mandator = finapi.as(FinApi.mandatorAdmin(keycloak));
        this.keycloak = keycloak;
        this.clients = new Clients(keycloak.admin());
    }

    @Test
    void theNewSecretIsTheOnlyOne() {
        var client = clients.app();
        var changed = changed(client);

        var answer = mandator.changeSecret(client, changed.secret());

        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThatError(finapi.as(client).requestClientToken()).isUnknownCaller("invalid_client");
        assertThat(finapi.as(changed).requestClientToken().status()).isEqualTo(200);
    }

    /** Keycloak knows seconds only: those of the change are both before it and after it. */
    @Test
    void tokensOfTheClientEndAndThoseGotFromThenOnHold() {
        var client = clients.app();
        for (var i = 0; i < 4; i++) {
            var before = finapi.as(client).clientToken();
            var changed = changed(client);

            mandator.changeSecret(client, changed.secret()).expect(200);

            var after = finapi.as(changed).clientToken();
            assertThat(finapi.users("POST").bearer(after).json("{}").send().status())
                    .as("a token of after the change %d", i)
                    .isEqualTo(201);
            assertThatError(finapi.users("POST").bearer(before).json("{}").send())
                    .as("a token of before the change %d", i)
                    .isUnknownCaller("invalid_token");
            client = changed;
        }
    }

    @Test
    void tokensOfUsersStay() {
        var client = clients.app();
        var user = finapi.newUser();
        var tokens = finapi.as(client).requestUserToken(user).expect(200);
        var changed = changed(client);

        mandator.changeSecret(client, changed.secret()).expect(200);

        assertThat(finapi.user(tokens.text("access_token")).status()).isEqualTo(200);
        assertThat(finapi.as(changed).refresh(tokens.text("refresh_token")).status())
                .isEqualTo(200);
    }

    @Test
    void anAdminClientChangesItsOwn() {
        var client = clients.mandatorAdmin(Map.of());
        var itself = finapi.as(client);
        var before = itself.clientToken();
        var changed = changed(client);

        itself.changeSecret(client, changed.secret()).expect(200);

        assertThatError(mandator.mandatorAdminCall("deleteUsers", Map.of("userIds", List.of()))
                        .bearer(before)
                        .send())
                .isUnknownCaller("invalid_token");
        assertThat(finapi.as(changed).deleteUsers(List.of()).status()).isEqualTo(200);
    }

    /** Who calls is the mandator, but it learns no more of a client than it can prove to know. */
    @Test
    void nothingTellsAnUnknownClientFromAWrongSecret() {
        var client = clients.app();
        try (var other = new OtherRealm(keycloak, finapi.version())) {
            var elsewhere = new Clients(other.admin()).app();
            var publicClient = clients.app();
            clients.change(publicClient, Map.of("publicClient", true));

            var answers = List.of(
                    change(client.withSecret(FinApi.randomId())),
                    change(client.withSecret(client.secret().substring(1))),
                    change(new Credentials("nobody", FinApi.randomId())),
                    change(elsewhere),
                    change(publicClient),
                    change(clients.stranger()),
                    change(clients.withoutRole()),
                    change(new Credentials("realm-management", FinApi.randomId())));

            assertThat(answers).allSatisfy(answer -> {
                assertThatError(answer).isEnvelope(422, "ILLEGAL_FIELD_VALUE");
                assertThat(errorsOf(answer)).isEqualTo(errorsOf(answers.get(0)));
            });
            finapi.as(client).requestClientToken().expect(200);
            other.finapi().as(elsewhere).requestClientToken().expect(200);
        }
    }

    @Test
    void aClientThatLosesItsRoleIsUnknown() {
        var client = clients.app();
        clients.takeRole(client);

        assertThatError(change(client)).isEnvelope(422, "ILLEGAL_FIELD_VALUE");
    }

    /** Keycloak's console makes secrets of another length, and an operator any. */
    @ParameterizedTest
    @ValueSource(strings = {"x", "A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6", "Z\u00FCrich & B\u00E4ren / 100%"})
    void theOldSecretIsWhateverTheOperatorHasMadeIt(String secret) {
        var client = clients.app().withSecret(secret);
        clients.change(client, Map.of("secret", secret));
        var changed = changed(client);

        assertThat(mandator.changeSecret(client, changed.secret()).status()).isEqualTo(200);

        assertThat(finapi.as(changed).requestClientToken().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "clientId        |                                      | 400",
                "clientId        | ''                                   | 400",
                "oldClientSecret |                                      | 400",
                "oldClientSecret | ''                                   | 400",
                "newClientSecret |                                      | 400",
                "newClientSecret | 11111111-2222-3333-4444-55555555555  | 400",
                "newClientSecret | 11111111-2222-3333-4444-5555555555555| 400",
                "newClientSecret | 11111111_2222_3333_4444_555555555555 | 400",
                "newClientSecret | 11111111-2222-3333-4444-55555555555\u00E9 | 400",
            })
    void tellsWhatIsWrongAndWhere(String field, String value, int status) {
        var client = clients.app();
        var body = new LinkedHashMap<String, Object>();
        body.put("clientId", client.id());
        body.put("oldClientSecret", client.secret());
        body.put("newClientSecret", FinApi.randomId());
        body.put(field, value);

        var answer = mandator.mandatorAdminCall("changeClientCredentials", body).send();

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().path("errors"))
                .isNotEmpty()
                .allSatisfy(error -> assertThat(error.path("message").asText()).contains("'" + field + "'"));
        finapi.as(client).requestClientToken().expect(200);
    }

    @Test
    void anUnknownFieldIsNamed() {
        assertThatError(mandator.mandatorAdminCall("changeClientCredentials", Map.of("secret", "x"))
                        .send())
                .isEnvelope(400, "BAD_REQUEST")
                .names("clientId", "oldClientSecret", "newClientSecret", "secret");
    }

    /** Rotation keeps the secret of before for a while; that is not what was asked for here. */
    @Test
    void aRotatedSecretDoesNotSurvive() {
        var later = String.valueOf(Instant.now().plusSeconds(3_600).getEpochSecond());
        // An update would have Keycloak remove them.
        var client = clients.app(Map.of(
                "client.secret.rotated",
                FinApi.randomId(),
                "client.secret.rotated.creation.time",
                "1",
                "client.secret.rotated.expiration.time",
                later));
        assertThat(clients.attributes(client)).containsKey("client.secret.rotated");

        mandator.changeSecret(client, FinApi.randomId()).expect(200);

        assertThat(clients.attributes(client).keySet()).noneMatch(name -> name.startsWith("client.secret.rotated"));
    }

    /** An operator has said how long a secret lasts. */
    @Test
    void theNewSecretLastsAsLongAsTheOldOneWasTo() {
        var start = Instant.now().minusSeconds(1_000).getEpochSecond();
        var client = clients.app(Map.of(
                "client.secret.creation.time", String.valueOf(start),
                "client.secret.expiration.time", String.valueOf(start + 5_000)));

        mandator.changeSecret(client, FinApi.randomId()).expect(200);

        var after = clients.attributes(client);
        var created = Long.parseLong(after.get("client.secret.creation.time"));
        assertThat(created).isGreaterThan(start + 900);
        assertThat(Long.parseLong(after.get("client.secret.expiration.time"))).isEqualTo(created + 5_000);
    }

    @Test
    void aSecretThatIsOverIsAWrongOne() {
        var client = clients.app(Map.of("client.secret.expiration.time", "1000"));

        assertThatError(change(client)).isEnvelope(422, "ILLEGAL_FIELD_VALUE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"client-jwt", "client-x509"})
    void aClientThatHasAKeyIsToldSo(String authenticator) {
        var client = clients.app();
        clients.change(client, Map.of("clientAuthenticatorType", authenticator));

        assertThatError(change(client)).isEnvelope(422, "ILLEGAL_ENTITY_STATE");
    }

    @Test
    void aSecretInAVaultIsNotReplaced() {
        var client = clients.app();
        clients.change(client, Map.of("secret", "${vault.secret}"));

        assertThatError(change(client.withSecret("${vault.secret}"))).isEnvelope(422, "ILLEGAL_ENTITY_STATE");
    }

    @RepeatedTest(3)
    void oneOfSeveralChangesAtTheSameMomentIsTheOne() throws InterruptedException, ExecutionException {
        var client = clients.app();
        var secrets = IntStream.range(0, 6).mapToObj(i -> FinApi.randomId()).toList();

        var answers = Race.of(secrets.stream()
                .map(secret -> mandator.changeSecretCall(client, secret))
                .toList());

        assertThat(answers).extracting(Answer::status).containsOnlyOnce(200).containsOnly(200, 422);
        var winner = IntStream.range(0, 6)
                .filter(i -> answers.get(i).status() == 200)
                .findFirst()
                .orElseThrow();
        assertThat(finapi.as(client.withSecret(secrets.get(winner)))
                        .requestClientToken()
                        .status())
                .isEqualTo(200);
    }

    /** As of one that is made in Keycloak's console, and without the secret. */
    @Test
    void isAnEventOfTheAdministration() {
        var client = clients.app();
        var changed = changed(client);

        mandator.changeSecret(client, changed.secret()).expect(200);
        mandator.changeSecret(client, FinApi.randomId()).expect(422);

        var events = keycloak.admin()
                .get("/admin-events?max=5&resourcePath=clients/" + clients.internalId(client)
                        + "/client-secret&operationTypes=ACTION");
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.path("resourceType").asText()).isEqualTo("CLIENT");
            assertThat(event.path("authDetails").path("userId").asText())
                    .isEqualTo(clients.serviceAccount(mandator.client()));
            assertThat(event.path("authDetails").path("clientId").asText())
                    .isEqualTo(clients.internalId(mandator.client()));
            assertThat(event.toString()).doesNotContain(client.secret(), changed.secret());
        });
    }

    private Answer change(Credentials client) {
        return mandator.changeSecret(client, FinApi.randomId());
    }

    private static Credentials changed(Credentials client) {
        return client.withSecret(FinApi.randomId());
    }
}
