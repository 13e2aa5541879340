package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Operation;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.TokenMint;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every operation, and all that is no good token. */
@BothVersions
@Tag("any-back-end")
final class WrongTokenIT {

    private final FinApi finapi;
    private final KeycloakServer keycloak;
    private TokenMint mint;

    WrongTokenIT(Version version, KeycloakServer keycloak) {
        this.finapi = FinApi.of(keycloak, version);
        this.keycloak = keycloak;
    }

    @BeforeEach
    void openTheMint() {
        mint = new TokenMint(finapi, keycloak.admin(), keycloak);
    }

    @AfterEach
    void closeTheMint() {
        mint.close();
    }

    /** Otherwise the tests below would say nothing. */
    @Test
    void aTokenThatIsSignedAnewIsAsGoodAsBefore() {
        var signed = mint.tokens()
                .map(token -> mint.key().sign(token, "typ", "Bearer"))
                .toList();

        assertThat(Operation.CREATE.call(finapi).bearer(signed.get(0)).send().status())
                .isEqualTo(201);
        assertThat(Operation.GET.call(finapi).bearer(signed.get(1)).send().status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void nobodyIsKnownBy(WrongToken wrong) {
        assertThat(wrong.in(mint))
                .isNotEmpty()
                .doesNotContain("")
                .allSatisfy(token -> assertThatNobodyIsKnownBy(finapi, List.of("Bearer " + token)));
    }

    @Test
    void nobodyIsKnownByATokenThatIsOlderThanTheRealmAllows() {
        // A realm of its own: no token of another test would be worth anything.
        try (var realm = new OtherRealm(keycloak, finapi.version());
                var its = new TokenMint(realm.finapi(), realm.admin(), keycloak)) {
            var tokens = its.tokens().toList();

            realm.admin()
                    .put("", Map.of("notBefore", Instant.now().plusSeconds(60).getEpochSecond()))
                    .expect(204);

            for (var token : tokens) {
                assertThatNobodyIsKnownBy(realm.finapi(), List.of("Bearer " + token));
            }
        }
    }

    /** Whichever of them the one server reads, another one on the way may read the other. */
    @Test
    void nobodyIsKnownByTwoTokens() {
        var one = "Bearer " + finapi.clientToken();
        var other = "Bearer " + finapi.userToken(finapi.newUser());

        assertThatNobodyIsKnownBy(finapi, List.of(one, other));
        assertThatNobodyIsKnownBy(finapi, List.of(other, one));
        assertThatNobodyIsKnownBy(finapi, List.of(one, one));
        assertThatNobodyIsKnownBy(finapi, List.of(other, "Basic YTpi"));
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
    void nobodyIsKnownByWhatIsNoToken(String authorization) {
        assertThatNobodyIsKnownBy(finapi, List.of(authorization));
    }

    @Test
    void nobodyIsKnownWithoutAToken() {
        assertThatNobodyIsKnownBy(finapi, List.of());
    }

    /** Who got a token for another service, and not by finAPI's scope, may not come here with it. */
    @Test
    void aTokenForAnotherAudienceIsRefused() {
        var client = mint.clients().withoutScope();
        mint.clients().setAudience(client, "https://other.example");

        for (var token : mint.tokensOf(client)) {
            assertThatIsRefused(token);
        }
    }

    @Test
    void aTokenOfAClientThatIsNoneOfFinapiIsRefused() {
        var stranger = finapi.as(mint.clients().stranger());
        var user = finapi.newUser();

        assertThatIsRefused(stranger.standardToken(Map.of("grant_type", "client_credentials"))
                .text("access_token"));
        assertThatIsRefused(stranger.standardToken(
                        Map.of("grant_type", "password", "username", user.id(), "password", user.secret()))
                .text("access_token"));
    }

    private void assertThatIsRefused(String token) {
        for (var operation : Operation.values()) {
            var answer = operation.call(finapi).bearer(token).send();
            if (answer.status() == 401) {
                assertThatError(answer).as(operation.name()).isUnknownCaller("invalid_token");
            } else {
                assertThatError(answer).as(operation.name()).isEnvelope(403, "UNAUTHORIZED_ACCESS");
            }
        }
    }

    private static void assertThatNobodyIsKnownBy(FinApi finapi, List<String> authorization) {
        for (var operation : Operation.values()) {
            var call = operation.call(finapi).header("Authorization", authorization);
            assertThatError(call.send())
                    .as("%s by %s", operation, authorization)
                    .isUnknownCaller("invalid_token");
        }
    }
}
