package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@BothVersions
final class UnknownCallerIT {

    private final FinApi finapi;
    private final KeycloakServer keycloak;

    UnknownCallerIT(Version version, KeycloakServer keycloak) {
        this.finapi = FinApi.of(keycloak, version);
        this.keycloak = keycloak;
    }

    @Test
    void withoutATokenNobodyIsKnown() {
        assertThatError(finapi.users("POST").json("{}").send()).isUnknownCaller("invalid_token");
        assertThatError(finapi.users("GET").send()).isUnknownCaller("invalid_token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer garbage",
                "Bearer a.b.c",
                "Bearer äöü",
                "Basic YTpi",
                "garbage",
                "Bearer  ",
                "Bearer a b"
            })
    void anAuthorizationThatIsNoTokenIsUnknown(String authorization) {
        assertThatError(finapi.users("POST")
                        .header("Authorization", authorization)
                        .json("{}")
                        .send())
                .isUnknownCaller("invalid_token");
        assertThatError(finapi.users("GET")
                        .header("Authorization", authorization)
                        .send())
                .isUnknownCaller("invalid_token");
    }

    @Test
    void theSchemeMayBeWrittenInAnyCase() {
        var token = finapi.clientToken();

        var answer = finapi.users("POST")
                .header("Authorization", "bearer " + token)
                .json("{}")
                .send();

        assertThat(answer.status()).isEqualTo(201);
    }

    @Test
    void aTokenOfAnotherRealmIsUnknown() {
        try (var other = new OtherRealm(keycloak, finapi.version())) {
            var token = other.finapi().clientToken();

            other.finapi().users("POST").bearer(token).json("{}").send().expect(201);
            assertThatNobodyIsKnownBy(token);
        }
    }

    @Test
    void anAdministratorOfTheServerIsUnknown() {
        assertThatNobodyIsKnownBy(keycloak.admin().token());
    }

    @Test
    void anExpiredTokenIsUnknown() throws InterruptedException {
        var shortLived = finapi.as(new Clients(keycloak.admin()).app(Map.of("access.token.lifespan", "1")));
        var clientToken = shortLived.clientToken();
        var userToken = shortLived.userToken(finapi.newUser());

        Thread.sleep(2_500);

        assertThatNobodyIsKnownBy(clientToken);
        assertThatNobodyIsKnownBy(userToken);
    }

    @Test
    void aRevokedTokenIsUnknown() {
        var clientToken = finapi.clientToken();
        var userToken = finapi.userToken(finapi.newUser());

        finapi.revoke(clientToken);
        finapi.revoke(userToken);

        assertThatNobodyIsKnownBy(clientToken);
        assertThatNobodyIsKnownBy(userToken);
    }

    @Test
    void theTokenOfAUserWhoWasLoggedOutIsUnknown() {
        var user = finapi.newUser();
        var token = finapi.userToken(user);
        var admin = keycloak.admin();

        admin.post("/users/" + admin.user(user.id()).path("id").asText() + "/logout", Map.of())
                .expect(204);

        assertThatNobodyIsKnownBy(token);
    }

    @Test
    void theTokenOfADeletedUserIsUnknown() {
        var user = finapi.newUser();
        var token = finapi.userToken(user);

        keycloak.admin().deleteUser(user.id());

        assertThatNobodyIsKnownBy(token);
    }

    @Test
    void theTokenOfADisabledUserIsUnknown() {
        var user = finapi.newUser();
        var token = finapi.userToken(user);
        var admin = keycloak.admin();

        admin.put("/users/" + admin.user(user.id()).path("id").asText(), Map.of("enabled", false))
                .expect(204);

        assertThatNobodyIsKnownBy(token);
    }

    @Test
    void theTokenOfADisabledClientIsUnknown() {
        var clients = new Clients(keycloak.admin());
        var client = finapi.as(clients.app());
        var clientToken = client.clientToken();
        var userToken = client.userToken(finapi.newUser());

        clients.disable(client.client());

        assertThatNobodyIsKnownBy(clientToken);
        assertThatNobodyIsKnownBy(userToken);
    }

    @Test
    void aRefreshTokenIsNoAccessToken() {
        var refreshToken = finapi.requestUserToken(finapi.newUser()).text("refresh_token");

        assertThatNobodyIsKnownBy(refreshToken);
    }

    @Test
    void aTokenWithAnotherContentThanWasSignedIsUnknown() {
        var parts = finapi.clientToken().split("\\.");
        var content = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
        var longer = content.replaceFirst("\"exp\":\\d+", "\"exp\":9999999999");

        assertThat(longer).isNotEqualTo(content);
        assertThatNobodyIsKnownBy(parts[0] + "." + encode(longer) + "." + parts[2]);
    }

    @Test
    void aTokenWithoutASignatureIsUnknown() {
        var parts = finapi.clientToken().split("\\.");
        var unsigned = encode("{\"alg\":\"none\",\"typ\":\"JWT\"}");

        assertThatNobodyIsKnownBy(unsigned + "." + parts[1] + ".");
        assertThatNobodyIsKnownBy(parts[0] + "." + parts[1] + ".");
    }

    @Test
    void aTokenInTheQueryIsIgnored() {
        var token = finapi.userToken(finapi.newUser());

        var answer = finapi.call("GET", finapi.version().users() + "?access_token=" + token)
                .send();

        assertThatError(answer).isUnknownCaller("invalid_token");
    }

    @Test
    void whoIsUnknownLearnsNothingAboutTheBody() {
        assertThatError(finapi.users("POST").json("{\"id\":").send()).isUnknownCaller("invalid_token");
    }

    private void assertThatNobodyIsKnownBy(String token) {
        assertThatError(finapi.users("POST").bearer(token).json("{}").send()).isUnknownCaller("invalid_token");
        assertThatError(finapi.users("GET").bearer(token).send()).isUnknownCaller("invalid_token");
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
