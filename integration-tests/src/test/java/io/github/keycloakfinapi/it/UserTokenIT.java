package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static io.github.keycloakfinapi.it.finapi.ErrorAssert.errorsOf;
import static io.github.keycloakfinapi.it.finapi.TokenAssert.assertThatIsUserToken;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@BothVersions
final class UserTokenIT {

    private final FinApi finapi;
    private final KeycloakServer keycloak;

    UserTokenIT(Version version, KeycloakServer keycloak) {
        this.finapi = FinApi.of(keycloak, version);
        this.keycloak = keycloak;
    }

    @Test
    void theBodyIsThatOfAClientTokenAndARefreshToken() {
        assertThatIsUserToken(finapi.requestUserToken(finapi.newUser()));
    }

    @Test
    void theIdMayBeWrittenInAnyCase() {
        var user = finapi.newUser();
        var shouted = new Credentials(user.id().toUpperCase(Locale.ROOT), user.secret());

        assertThat(finapi.requestUserToken(shouted).status()).isEqualTo(200);
    }

    @Test
    void aPasswordMayHoldWhatAFormWouldEscape() {
        var user = new Credentials(FinApi.randomId(), "a+b c&d=e%41 ä€😀");
        finapi.create(Map.of("id", user.id(), "password", user.secret())).expect(201);

        assertThat(finapi.requestUserToken(user).status()).isEqualTo(200);
    }

    @Test
    void aWrongPasswordIsABadRequest() {
        var answer = finapi.requestUserToken(finapi.newUser().withSecret("wrong password"));

        assertThatError(answer)
                .isEnvelope(400, "BAD_REQUEST")
                .isDatedAs(finapi.version())
                .at("POST " + finapi.version().token());
    }

    @Test
    void anUnknownUserIsToldTheSameAsAWrongPassword() {
        var wrong = finapi.requestUserToken(finapi.newUser().withSecret("wrong password"));
        var unknown = finapi.requestUserToken(new Credentials(FinApi.randomId(), "wrong password"));

        assertThatError(unknown).isEnvelope(400, "BAD_REQUEST");
        assertThat(errorsOf(unknown)).isEqualTo(errorsOf(wrong));
    }

    @ParameterizedTest
    @ValueSource(strings = {"username", "password"})
    void withoutHalfOfTheCredentialsOfTheUserTheRequestIsBad(String missing) {
        var user = finapi.newUser();
        var form =
                new LinkedHashMap<>(Map.of("grant_type", "password", "username", user.id(), "password", user.secret()));
        form.remove(missing);

        assertThatError(finapi.token(form)).isEnvelope(400, "BAD_REQUEST");
    }

    /** Whatever its refusal is to Keycloak. */
    @Test
    void aClientOfAnotherApplicationIsAnUnknownCaller() {
        var user = finapi.newUser();
        var clients = new Clients(keycloak.admin());
        var withoutLogins = clients.stranger();
        clients.change(withoutLogins, Map.of("directAccessGrantsEnabled", false));
        var ofPages = new Credentials("account-console", "");

        for (var client : List.of(clients.stranger(), withoutLogins, ofPages)) {
            assertThatError(finapi.as(client).requestUserToken(user)).isUnknownCaller("invalid_client");
        }
    }

    @Test
    void anAppClientThatMayNotLogUsersInIsDenied() {
        var clients = new Clients(keycloak.admin());
        var client = clients.app();
        clients.change(client, Map.of("directAccessGrantsEnabled", false));

        assertThatError(finapi.as(client).requestUserToken(finapi.newUser())).isEnvelope(403, "UNAUTHORIZED_ACCESS");
    }

    @Test
    void theSecretOfTheClientComesFirst() {
        var user = finapi.newUser();

        assertThatError(finapi.as(finapi.client().withSecret("wrong")).requestUserToken(user))
                .isUnknownCaller("invalid_client");
    }
}
