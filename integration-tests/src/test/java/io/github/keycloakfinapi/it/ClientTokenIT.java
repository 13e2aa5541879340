package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static io.github.keycloakfinapi.it.finapi.TokenAssert.assertThatIsClientToken;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Answer;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@BothVersions
final class ClientTokenIT {

    private final FinApi finapi;
    private final KeycloakServer keycloak;

    ClientTokenIT(Version version, KeycloakServer keycloak) {
        this.finapi = FinApi.of(keycloak, version);
        this.keycloak = keycloak;
    }

    @Test
    void theBodyHasTheFourFieldsOfFinapiAndNoOther() {
        assertThatIsClientToken(finapi.requestClientToken());
    }

    @Test
    void theMandatorAdminClientGetsOneToo() {
        var admin = finapi.as(FinApi.mandatorAdmin(keycloak));

        assertThat(admin.requestClientToken().status()).isEqualTo(200);
    }

    @Test
    void aWrongSecretIsAnUnknownCaller() {
        var answer = finapi.as(finapi.client().withSecret("wrong")).requestClientToken();

        assertThatError(answer).isUnknownCaller("invalid_client");
    }

    @Test
    void anUnknownClientIsToldTheSameAsAWrongSecret() {
        var unknown = finapi.as(new Credentials("nobody", "wrong")).requestClientToken();
        var wrong = finapi.as(finapi.client().withSecret("wrong")).requestClientToken();

        assertThatError(unknown).isUnknownCaller("invalid_client");
        assertThat(unknown.json()).isEqualTo(wrong.json());
    }

    @Test
    void aDisabledClientIsAnUnknownCaller() {
        var clients = new Clients(keycloak.admin());
        var client = clients.app();
        clients.disable(client);

        assertThatError(finapi.as(client).requestClientToken()).isUnknownCaller("invalid_client");
    }

    @Test
    void aClientWhoseServiceAccountIsDisabledIsAnUnknownCaller() {
        var clients = new Clients(keycloak.admin());
        var client = clients.app();
        var user = finapi.newUser();
        clients.disableServiceAccount(client);

        assertThatError(finapi.as(client).requestClientToken()).isUnknownCaller("invalid_client");
        assertThatError(finapi.as(client).requestUserToken(user)).isUnknownCaller("invalid_client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_id", "client_secret"})
    void withoutHalfOfItsCredentialsAClientIsAnUnknownCaller(String missing) {
        assertThatError(requestWithout(missing)).isUnknownCaller("invalid_client");
    }

    @Test
    void withoutAGrantTypeTheRequestIsBad() {
        assertThatError(requestWithout("grant_type")).isEnvelope(400, "BAD_REQUEST");
    }

    @Test
    void anUnsupportedGrantTypeIsABadRequest() {
        var answer = finapi.token(Map.of("grant_type", "telepathy"));

        assertThatError(answer)
                .isEnvelope(400, "BAD_REQUEST")
                .isDatedAs(finapi.version())
                .at("POST " + finapi.version().token());
    }

    private Answer requestWithout(String parameter) {
        var form = parameters();
        form.remove(parameter);
        return finapi.call("POST", finapi.version().token()).form(form).send();
    }

    private Map<String, String> parameters() {
        return new LinkedHashMap<>(Map.of(
                "grant_type", "client_credentials",
                "client_id", finapi.client().id(),
                "client_secret", finapi.client().secret()));
    }
}
