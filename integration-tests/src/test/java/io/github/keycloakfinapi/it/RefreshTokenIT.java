package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static io.github.keycloakfinapi.it.finapi.ErrorAssert.errorsOf;
import static io.github.keycloakfinapi.it.finapi.TokenAssert.assertThatIsUserToken;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.TokenContent;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

@BothVersions
final class RefreshTokenIT {

    private final FinApi finapi;
    private final KeycloakServer keycloak;

    RefreshTokenIT(Version version, KeycloakServer keycloak) {
        this.finapi = FinApi.of(keycloak, version);
        this.keycloak = keycloak;
    }

    @Test
    void theBodyIsThatOfAUserToken() {
        assertThatIsUserToken(finapi.refresh(newRefreshToken()));
    }

    @Test
    void theNewTokenIsTheSameUsers() {
        var user = finapi.newUser();
        var refreshToken = finapi.requestUserToken(user).text("refresh_token");

        var token = finapi.refresh(refreshToken).text("access_token");

        assertThat(finapi.user(token).text("id")).isEqualTo(user.id());
    }

    @Test
    void theSameRefreshTokenServesAgain() {
        var refreshToken = newRefreshToken();

        assertThat(finapi.refresh(refreshToken).status()).isEqualTo(200);
        assertThat(finapi.refresh(refreshToken).status()).isEqualTo(200);
    }

    @Test
    void anInventedRefreshTokenIsABadRequest() {
        assertThatError(finapi.refresh("invented"))
                .isEnvelope(400, "BAD_REQUEST")
                .at("POST " + finapi.version().token());
    }

    @Test
    void withoutARefreshTokenTheRequestIsBad() {
        assertThatError(finapi.token(Map.of("grant_type", "refresh_token"))).isEnvelope(400, "BAD_REQUEST");
    }

    @Test
    void anAccessTokenIsNoRefreshToken() {
        var accessToken = finapi.userToken(finapi.newUser());

        assertThatError(finapi.refresh(accessToken)).isEnvelope(400, "BAD_REQUEST");
    }

    @Test
    void theRefreshTokenOfAnotherClientIsABadRequest() {
        var other = finapi.as(new Clients(keycloak.admin()).app());
        var foreign = other.requestUserToken(finapi.newUser()).expect(200).text("refresh_token");

        assertThatError(finapi.refresh(foreign)).isEnvelope(400, "BAD_REQUEST");
    }

    @Test
    void theRefreshTokenOfADeletedUserIsABadRequest() {
        var user = finapi.newUser();
        var refreshToken = finapi.requestUserToken(user).text("refresh_token");
        keycloak.admin().deleteUser(user.id());

        assertThatError(finapi.refresh(refreshToken)).isEnvelope(400, "BAD_REQUEST");
    }

    /** A stray username makes it no login, whose failures count. */
    @Test
    void whoIsNamedBesideTheTokenDoesNotMatter() {
        var form = Map.of("grant_type", "refresh_token", "refresh_token", "invented", "username", FinApi.randomId());

        for (var failure = 0; failure < 4; failure++) {
            assertThatError(finapi.token(form)).isEnvelope(400, "BAD_REQUEST");
        }
        assertThat(errorsOf(finapi.token(form))).isEqualTo(errorsOf(finapi.refresh("invented")));
    }

    /** A client need not have the mapper by which a token names its user. */
    @Test
    void aTokenThatNamesNobodyIsStillItsUsers() {
        var clients = new Clients(keycloak.admin());
        var client = clients.appWithScope(clients.scopeLike("all", "oidc-sub-mapper"));
        var user = finapi.newUser();
        var outsider = new Outsider.Realm(finapi, keycloak.admin());
        var refreshToken = finapi.as(client).requestUserToken(user).expect(200).text("refresh_token");
        assertThat(TokenContent.of(refreshToken).claims().has("sub")).isFalse();
        finapi.as(client).refresh(refreshToken).expect(200);

        outsider.makeAdministrator(user);

        assertThatError(finapi.as(client).refresh(refreshToken)).isEnvelope(400, "BAD_REQUEST");
    }

    private String newRefreshToken() {
        return finapi.requestUserToken(finapi.newUser()).expect(200).text("refresh_token");
    }
}
