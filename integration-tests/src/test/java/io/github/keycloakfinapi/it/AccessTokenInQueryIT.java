package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Operation;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Answer;
import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What old clients of v1 do, and v2 has dropped. */
@WithKeycloak
final class AccessTokenInQueryIT {

    private final FinApi v1;
    private final FinApi v2;

    private final Credentials mandatorAdmin;

    AccessTokenInQueryIT(KeycloakServer keycloak) {
        this.v1 = FinApi.of(keycloak, Version.V1);
        this.v2 = FinApi.of(keycloak, Version.V2);
        this.mandatorAdmin = FinApi.mandatorAdmin(keycloak);
    }

    @ParameterizedTest
    @EnumSource
    void isUnderstoodInV1(Operation operation) {
        var answer = withToken(operation.call(v1), tokenFor(operation));

        assertThat(answer.status()).as("%s", answer).isEqualTo(operation.status());
    }

    @ParameterizedTest
    @EnumSource
    void isIgnoredInV2(Operation operation) {
        assertThatError(withToken(operation.call(v2), tokenFor(operation))).isUnknownCaller("invalid_token");
    }

    @Test
    void isIgnoredBesideAHeader() {
        var user = v1.newUser();
        var other = v1.newUser();

        var answer = withToken(v1.users("GET").bearer(v1.userToken(user)), v1.userToken(other));

        assertThat(answer.text("id")).isEqualTo(user.id());
    }

    @ParameterizedTest
    @EnumSource
    void doesNotMendAHeaderThatIsWrong(Operation operation) {
        var call = operation.call(v1).bearer("wrong");

        assertThatError(withToken(call, tokenFor(operation))).isUnknownCaller("invalid_token");
    }

    @Test
    void isOfAKnownKindOfCallerOrRefused() {
        assertThatError(withToken(v1.users("GET"), v1.clientToken())).isEnvelope(403, "UNAUTHORIZED_ACCESS");
        assertThatError(withToken(v1.users("GET"), "wrong")).isUnknownCaller("invalid_token");
        assertThatError(withToken(v1.users("GET"), "")).isUnknownCaller("invalid_token");
    }

    @Test
    void givenTwiceMakesNobodyKnown() {
        var token = v1.userToken(v1.newUser());

        var answer = v1.call("GET", v1.version().users() + "?access_token=" + token + "&access_token=" + token)
                .send();

        assertThatError(answer).isUnknownCaller("invalid_token");
    }

    @Test
    void isNotShownInTheError() {
        var answer = withToken(v1.users("GET"), v1.clientToken());

        assertThatError(answer).isEnvelope(403, "UNAUTHORIZED_ACCESS").at("GET /api/v1/users");
    }

    private String tokenFor(Operation operation) {
        if (operation.isForMandatorAdmins()) {
            return v1.as(mandatorAdmin).clientToken();
        }
        return operation.isForUsers() ? v1.userToken(v1.newUser()) : v1.clientToken();
    }

    private static Answer withToken(Call call, String token) {
        var separator = call.uri().getRawQuery() == null ? "?" : "&";
        return call.at(URI.create(call.uri() + separator + "access_token=" + token))
                .send();
    }
}
