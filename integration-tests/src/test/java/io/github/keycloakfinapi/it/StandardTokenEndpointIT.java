package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.TokenAssert.assertThatIsClientToken;
import static io.github.keycloakfinapi.it.finapi.TokenAssert.assertThatIsUserToken;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Keycloak's own token endpoint, which the extension must shape for finAPI's clients and leave alone for all others. */
@WithKeycloak
final class StandardTokenEndpointIT {

    private static final Map<String, String> CLIENT = Map.of("grant_type", "client_credentials");

    private final FinApi finapi;
    private final KeycloakServer keycloak;

    StandardTokenEndpointIT(KeycloakServer keycloak) {
        this.finapi = FinApi.of(keycloak, Version.V2);
        this.keycloak = keycloak;
    }

    @Test
    void aClientTokenHasTheBodyOfFinapi() {
        assertThatIsClientToken(finapi.standardToken(CLIENT));
    }

    @Test
    void aUserTokenHasTheBodyOfFinapi() {
        assertThatIsUserToken(finapi.standardToken(password(finapi.newUser())));
    }

    @Test
    void aRefreshedTokenHasTheBodyOfFinapi() {
        var refreshToken =
                finapi.standardToken(password(finapi.newUser())).expect(200).text("refresh_token");

        assertThatIsUserToken(
                finapi.standardToken(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken)));
    }

    @Test
    void itsTokenIsACallerOfFinapi() {
        var token = finapi.standardToken(CLIENT).text("access_token");

        assertThat(finapi.users("POST").bearer(token).json("{}").send().status())
                .isEqualTo(201);
    }

    @Test
    void anotherClientHasTheBodyOfKeycloak() {
        var stranger = finapi.as(new Clients(keycloak.admin()).stranger());

        var answer = stranger.standardToken(CLIENT);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "access_token", "expires_in", "refresh_expires_in", "token_type", "not-before-policy", "scope");
        assertThat(answer.text("token_type")).isEqualTo("Bearer");
        assertThat(answer.text("scope")).isNotEqualTo("all");
    }

    @Test
    void aUserTokenOfAnotherClientHasTheBodyOfKeycloak() {
        var stranger = finapi.as(new Clients(keycloak.admin()).stranger());

        var answer = stranger.standardToken(password(finapi.newUser()));

        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.json().fieldNames())
                .toIterable()
                .contains("refresh_token", "refresh_expires_in", "session_state", "not-before-policy");
        assertThat(answer.text("token_type")).isEqualTo("Bearer");
    }

    @Test
    void itsErrorsStayThoseOfKeycloak() {
        var answer = finapi.as(finapi.client().withSecret("wrong")).standardToken(CLIENT);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text("error")).isEqualTo("unauthorized_client");
        assertThat(answer.headers().firstValue("X-Request-Id")).isEmpty();
    }

    private static Map<String, String> password(Credentials user) {
        return Map.of("grant_type", "password", "username", user.id(), "password", user.secret());
    }
}
