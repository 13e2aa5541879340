package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static io.github.keycloakfinapi.it.finapi.ErrorAssert.errorsOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.Eventually;
import io.github.keycloakfinapi.it.finapi.FailedLogins;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Operator;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.TokenContent;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.Admin;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.RealmConfig;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators make of finAPI's clients: they get the right answer, or one that says what is in the way. */
@WithKeycloak
final class OperatorsClientIT {

    private final KeycloakServer keycloak;

    @AutoClose
    private final OtherRealm realm;

    private final FinApi finapi;
    private final Admin admin;
    private final Clients clients;

    OperatorsClientIT(KeycloakServer keycloak) {
        this.keycloak = keycloak;
        this.realm = new OtherRealm(keycloak, Version.V2);
        this.finapi = realm.finapi();
        this.admin = realm.admin();
        this.clients = new Clients(admin);
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
    void aClientWithoutARoleOfFinapiIsUnknownAndTheLogSaysWhy() {
        var client = clients.app();
        clients.takeRole(client);
        var its = finapi.as(client);

        assertThatError(its.requestClientToken()).isUnknownCaller("invalid_client");
        assertThatError(its.requestClientToken()).isUnknownCaller("invalid_client");
        Eventually.holds(() -> assertThat(keycloak.log().lines())
                .filteredOn(line -> line.contains(client.id()) && line.contains("neither the role finapi-app nor"))
                .hasSize(1));
    }

    @Test
    void theRoleOfAnAppClientMayComeByAGroup() {
        var client = clients.app();
        clients.change(client, Map.of("webOrigins", List.of("https://app.example.org")));
        clients.takeRole(client);
        var operator = new Operator(admin);
        var group = operator.group();
        admin.post("/groups/" + group + "/role-mappings/realm", List.of(admin.get("/roles/finapi-app")))
                .expect(204);
        operator.join(clients.serviceAccount(client), group);

        var preflight = finapi.users("OPTIONS")
                .header("Origin", "https://app.example.org")
                .header("Access-Control-Request-Method", "POST")
                .send();

        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example.org");
        finapi.as(client).create("{}").expect(201);
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
        new Operator(admin).forbidPasswords();

        assertThatIsDenied(finapi.client(), finapi.newUser(), "client policy");
    }

    private void assertThatIsDenied(Credentials client, Credentials user, String reason) {
        for (var i = 0; i < 5; i++) {
            var answer = finapi.as(client).requestUserToken(user);
            assertThatError(answer).isEnvelope(403, "UNAUTHORIZED_ACCESS");
            assertThat(errorsOf(answer).path(0).path("message").asText()).contains(reason);
        }
        assertThat(new FailedLogins(finapi, admin).counted(user)).isZero();
    }
}
