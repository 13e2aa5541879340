package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static io.github.keycloakfinapi.it.finapi.TokenAssert.assertThatIsUserToken;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Race;
import io.github.keycloakfinapi.it.server.Closing;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.ServerOptions;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where no node keeps user sessions, as it is by default from Keycloak 26.8 on. */
@Tag("any-back-end")
final class UncachedSessionsIT {

    private static KeycloakServer keycloak;

    @BeforeAll
    static void startAServerWithoutThem() {
        keycloak = KeycloakServer.start(
                ServerOptions.development().argument("--spi-user-sessions--infinispan--use-caches=false"));
    }

    @AfterAll
    static void end() {
        Closing.all(keycloak);
    }

    /** Otherwise the tests below would say nothing. */
    @Test
    void theServerHasNoCacheOfUserSessions() {
        assertThat(keycloak.admin()
                        .serverInfo()
                        .at("/providers/userSessions/providers/infinispan/operationalInfo/useCaches")
                        .asText())
                .isEqualTo("false");
    }

    @ParameterizedTest
    @EnumSource
    void theThreeStepsWork(Version version) {
        var finapi = FinApi.of(keycloak, version);
        var user = finapi.newUser();
        var tokens = finapi.requestUserToken(user);

        assertThatIsUserToken(tokens);
        assertThat(finapi.user(tokens.text("access_token")).expect(200).text("id"))
                .isEqualTo(user.id());
    }

    @ParameterizedTest
    @EnumSource
    void aTokenIsAnsweredAgain(Version version) {
        var finapi = FinApi.of(keycloak, version);
        var user = finapi.newUser();
        var first = finapi.requestUserToken(user).expect(200);

        var second = finapi.requestUserToken(user).expect(200);

        assertThat(second.text("access_token")).isEqualTo(first.text("access_token"));
        assertThat(second.text("refresh_token")).isEqualTo(first.text("refresh_token"));
        assertThat(keycloak.admin().get("/users/" + keycloak.admin().idOf(user.id()) + "/sessions"))
                .hasSize(1);
        assertThat(finapi.clientToken()).isEqualTo(finapi.clientToken());
        assertThat(finapi.user(second.text("access_token")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void aRefreshedTokenIsAnsweredAgainUntilItIsRevoked(Version version) {
        var finapi = FinApi.of(keycloak, version);
        var user = finapi.newUser();
        var refreshed = finapi.refresh(finapi.requestUserToken(user).text("refresh_token"))
                .expect(200)
                .text("access_token");

        assertThat(finapi.userToken(user)).isEqualTo(refreshed);
        finapi.revoke(Map.of("token", refreshed, "token_type_hint", "access_token"))
                .expect(200);

        assertThatError(finapi.user(refreshed)).isUnknownCaller("invalid_token");
        assertThat(finapi.userToken(user)).isNotEqualTo(refreshed);
    }

    @Test
    void loginsAtTheSameMomentAreAllAnswered() throws Exception {
        var finapi = FinApi.of(keycloak, Version.V2);
        var user = finapi.newUser();
        var login =
                finapi.tokenCall(Map.of("grant_type", "password", "username", user.id(), "password", user.secret()));

        assertThat(Race.of(Collections.nCopies(4, login))).allSatisfy(answer -> {
            assertThat(answer.status()).as("%s", answer).isEqualTo(200);
            assertThat(finapi.user(answer.text("access_token")).status()).isEqualTo(200);
        });
        assertThat(finapi.userToken(user)).isEqualTo(finapi.userToken(user));
    }
}
