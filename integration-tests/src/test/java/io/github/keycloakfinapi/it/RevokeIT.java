package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Answer;
import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@BothVersions
final class RevokeIT {

    private final FinApi finapi;
    private final KeycloakServer keycloak;

    private Credentials user;
    private Answer tokens;
    private String refreshed;

    RevokeIT(Version version, KeycloakServer keycloak) {
        this.finapi = FinApi.of(keycloak, version);
        this.keycloak = keycloak;
    }

    /** Two access tokens and a refresh token of one authorization. */
    @BeforeEach
    void authorizeAUser() {
        user = finapi.newUser();
        tokens = finapi.requestUserToken(user).expect(200);
        refreshed = finapi.refresh(refreshToken()).expect(200).text("access_token");
    }

    @Test
    void anAccessTokenEndsAloneWhereTheHintSaysSo() {
        assertThatIsDone(revoke(accessToken(), "access_token"));

        assertThatLives(accessToken(), false);
        assertThatLives(refreshed, true);
        assertThat(finapi.refresh(refreshToken()).status()).isEqualTo(200);
    }

    /** A hint that does not fit is no reason to let a token live. */
    @ParameterizedTest(name = "{0}, hint {1}")
    @CsvSource({
        "access_token, ",
        "access_token, refresh_token",
        "refresh_token, ",
        "refresh_token, refresh_token",
        "refresh_token, access_token"
    })
    void elseTheWholeAuthorizationEnds(String token, String hint) {
        assertThatIsDone(revoke(tokens.text(token), hint));

        assertThatLives(accessToken(), false);
        assertThatLives(refreshed, false);
        assertThatError(finapi.refresh(refreshToken())).isEnvelope(400, "BAD_REQUEST");
    }

    @Test
    void otherAuthorizationsOfTheUserGoOn() {
        // Keycloak's own endpoint makes a new one each time.
        var other = finapi.standardToken(
                Map.of("grant_type", "password", "username", user.id(), "password", user.secret()));

        revoke(refreshToken(), null).expect(200);

        assertThatLives(other.text("access_token"), true);
        assertThat(finapi.refresh(other.text("refresh_token")).status()).isEqualTo(200);
        assertThat(finapi.requestUserToken(user).status()).isEqualTo(200);
    }

    @Test
    void whatIsRevokedTwiceIsRevoked() {
        revoke(accessToken(), "access_token").expect(200);

        assertThatIsDone(revoke(accessToken(), "access_token"));
        assertThatIsDone(revoke(refreshToken(), "refresh_token"));
        assertThatIsDone(revoke(refreshToken(), "refresh_token"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_token", "refresh_token", ""})
    void aClientTokenEndsToo(String hint) {
        var token = finapi.clientToken();

        assertThatIsDone(revoke(token, hint.isEmpty() ? null : hint));

        assertThatError(finapi.users("POST").bearer(token).json("{}").send()).isUnknownCaller("invalid_token");
    }

    @Test
    void aTokenMayEndItself() {
        // Others are answered the same token.
        var token = finapi.as(new Clients(keycloak.admin()).app()).clientToken();

        assertThatIsDone(revocation().bearer(token).form(Map.of("token", token)).send());

        assertThatError(revocation().bearer(token).form(Map.of("token", token)).send())
                .isUnknownCaller("invalid_token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_token", "refresh_token"})
    void theTokenOfAnotherClientLivesOn(String kind) {
        var other = finapi.as(new Clients(keycloak.admin()).app());
        var theirs = other.requestUserToken(user);
        var theirClientToken = other.clientToken();

        assertThatIsDone(revoke(theirs.text(kind), null));
        assertThatIsDone(revoke(theirs.text(kind), kind));
        assertThatIsDone(revoke(theirClientToken, null));

        assertThatLives(theirs.text("access_token"), true);
        assertThat(other.refresh(theirs.text("refresh_token")).status()).isEqualTo(200);
        other.users("POST").bearer(theirClientToken).json("{}").send().expect(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "a.b.c", "ä €", "eyJhbGciOiJub25lIn0.e30."})
    void anUnknownTokenIsAnsweredLikeOneThatWasRevoked(String unknown) {
        assertThatIsDone(revoke(unknown, null));
        assertThatIsDone(revoke(unknown, "access_token"));
        assertThatIsDone(revoke(unknown, "refresh_token"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACCESS_TOKEN", "id_token", "password"})
    void aHintThatFinapiDoesNotKnowIsABadRequest(String hint) {
        assertThatError(revoke(accessToken(), hint))
                .isEnvelope(400, "BAD_REQUEST")
                .isDatedAs(finapi.version())
                .at("POST " + finapi.version().revoke());
        assertThatLives(accessToken(), true);
    }

    @Test
    void withoutATokenTheRequestIsBad() {
        assertThatError(finapi.revoke(Map.of())).isEnvelope(400, "BAD_REQUEST");
        assertThatError(finapi.revoke(Map.of("token", ""))).isEnvelope(400, "BAD_REQUEST");
        assertThatError(finapi.revoke(Map.of("token_type_hint", "access_token")))
                .isEnvelope(400, "BAD_REQUEST");
    }

    @Test
    void aParameterGivenTwiceIsABadRequest() {
        var answer = revocation("?token=" + accessToken())
                .bearer(finapi.clientToken())
                .form(Map.of("token", accessToken()))
                .send();

        assertThatError(answer).isEnvelope(400, "BAD_REQUEST");
        assertThatLives(accessToken(), true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/x-www-form-urlencoded"})
    void theParametersMayBeInTheQuery(String contentType) {
        var query = Call.encoded(Map.of("token", accessToken(), "token_type_hint", "access_token"));

        assertThatIsDone(revocation("?" + query)
                .bearer(finapi.clientToken())
                .header("Content-Type", contentType)
                .send());

        assertThatLives(accessToken(), false);
        assertThatLives(refreshed, true);
    }

    @Test
    void theParametersMayBeInTheQueryAndTheFormTogether() {
        assertThatIsDone(revocation("?token_type_hint=access_token")
                .bearer(finapi.clientToken())
                .form(Map.of("token", accessToken()))
                .send());

        assertThatLives(accessToken(), false);
        assertThatLives(refreshed, true);
    }

    @Test
    void theMandatorAdminClientRevokesItsOwnTokensOnly() {
        // Others are answered the same token.
        var admin = finapi.as(new Clients(keycloak.admin()).mandatorAdmin(Map.of()));
        var its = admin.clientToken();

        assertThatIsDone(admin.revoke(Map.of("token", accessToken())));
        assertThatLives(accessToken(), true);

        assertThatIsDone(admin.revoke(Map.of("token", its)));
        assertThatError(revocation()
                        .bearer(its)
                        .form(Map.of("token", "unknown"))
                        .send())
                .isUnknownCaller("invalid_token");
    }

    @Test
    void theRevocationIsAnEvent() {
        var admin = keycloak.admin();

        revoke(refreshToken(), null).expect(200);

        assertThat(admin.get("/events?type=REVOKE_GRANT&user=" + admin.idOf(user.id())))
                .hasSize(1);
    }

    private Answer revoke(String token, String hint) {
        var parameters = new HashMap<>(Map.of("token", token));
        if (hint != null) {
            parameters.put("token_type_hint", hint);
        }
        return finapi.revoke(parameters);
    }

    private Call revocation() {
        return revocation("");
    }

    private Call revocation(String query) {
        return finapi.call("POST", finapi.version().revoke() + query);
    }

    private String accessToken() {
        return tokens.text("access_token");
    }

    private String refreshToken() {
        return tokens.text("refresh_token");
    }

    private void assertThatLives(String accessToken, boolean lives) {
        assertThat(finapi.user(accessToken).status()).isEqualTo(lives ? 200 : 401);
    }

    private static void assertThatIsDone(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }
}
