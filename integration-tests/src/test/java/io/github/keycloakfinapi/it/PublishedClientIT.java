package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.proshin.finapi.accesstoken.FpAccessTokens;
import org.proshin.finapi.endpoint.Endpoint;
import org.proshin.finapi.endpoint.FpEndpoint;
import org.proshin.finapi.exception.ErrorCode;
import org.proshin.finapi.exception.FinapiException;
import org.proshin.finapi.user.FpAuthorizedUser;
import org.proshin.finapi.user.FpUsers;
import org.proshin.finapi.user.in.FpCreateParameters;

/** The client that others have published for finAPI, told nothing but another base URL. */
@WithKeycloak
final class PublishedClientIT {

    private final Endpoint endpoint;
    private final String id;
    private final String secret;

    PublishedClientIT(KeycloakServer keycloak) {
        this.endpoint = new FpEndpoint(keycloak.base().toString());
        this.id = keycloak.variable("FINAPI_CLIENT_ID");
        this.secret = keycloak.variable("FINAPI_CLIENT_SECRET");
    }

    @Test
    void authorizesItselfCreatesAUserAndIsAuthorizedAsTheUser() {
        var tokens = new FpAccessTokens(endpoint);
        var clientToken = tokens.clientToken(id, secret);
        assertThat(clientToken.tokenType()).isEqualTo("bearer");
        assertThat(clientToken.scope()).isEqualTo("all");
        assertThat(clientToken.expiresIn()).isBetween(3598, 3600);
        assertThat(clientToken.refreshToken()).isEmpty();

        var name = FinApi.randomId();
        var created = new FpUsers(endpoint, clientToken)
                .create(new FpCreateParameters()
                        .withId(name)
                        .withPassword("hunter2!")
                        .withEmail("ali@example.org")
                        .withPhone("030 1234")
                        .withAutoUpdateEnabled());
        assertThat(created.id()).isEqualTo(name);
        assertThat(created.password()).isEqualTo("hunter2!");

        var userToken = tokens.userToken(id, secret, name, "hunter2!");
        assertThat(userToken.refreshToken()).isPresent();
        var user = new FpAuthorizedUser(endpoint, userToken);
        assertThat(user.id()).isEqualTo(name);
        assertThat(user.password()).isEqualTo("XXXXX");
        assertThat(user.email()).contains("ali@example.org");
        assertThat(user.phone()).contains("030 1234");
        assertThat(user.isAutoUpdateEnabled()).isTrue();

        var refreshed = tokens.userToken(id, secret, userToken.refreshToken().orElseThrow());
        assertThat(refreshed.refreshToken()).isPresent();
        assertThat(new FpAuthorizedUser(endpoint, refreshed).id()).isEqualTo(name);
    }

    @Test
    void readsAUserWithoutAddressAndPhone() {
        var clientToken = new FpAccessTokens(endpoint).clientToken(id, secret);

        var created = new FpUsers(endpoint, clientToken).create(new FpCreateParameters());

        assertThat(created.email()).isEqualTo(Optional.empty());
        assertThat(created.phone()).isEqualTo(Optional.empty());
        assertThat(created.isAutoUpdateEnabled()).isFalse();
    }

    @Test
    void readsAnError() {
        var clientToken = new FpAccessTokens(endpoint).clientToken(id, secret);
        var users = new FpUsers(endpoint, clientToken);
        var name = users.create(new FpCreateParameters()).id();

        var failure =
                catchThrowableOfType(FinapiException.class, () -> users.create(new FpCreateParameters().withId(name)));

        assertThat(failure.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.errorCode()).contains(ErrorCode.ENTITY_EXISTS));
        assertThat(failure.date()).isCloseTo(OffsetDateTime.now(), within(1, ChronoUnit.MINUTES));
        assertThat(failure.endpoint()).isEqualTo("POST /api/v1/users");
        assertThat(failure.requestId()).startsWith("selfgen-");
        assertThat(failure.authContext()).isNotBlank();
    }
}
