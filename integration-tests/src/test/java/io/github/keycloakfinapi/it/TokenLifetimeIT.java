package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.TokenContent;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Answer;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@BothVersions
final class TokenLifetimeIT {

    private static final String CLIENT_TOKENS = "finapi.client-access-token-lifespan";
    private static final String USER_TOKENS = "access.token.lifespan";
    private static final String REFRESH_TOKENS_IDLE = "client.session.idle.timeout";
    private static final String REFRESH_TOKENS = "client.session.max.lifespan";

    /** SSO Session Max of the realm that is shipped: longer than this Keycloak keeps nobody. */
    private static final int LONGEST = 86400;

    private static final int DEFAULT = 3600;

    private final FinApi finapi;
    private final Clients clients;

    TokenLifetimeIT(Version version, KeycloakServer keycloak) {
        this.finapi = FinApi.of(keycloak, version);
        this.clients = new Clients(keycloak.admin());
    }

    @Test
    void isAnHourAndADayForRefreshTokensWhereTheClientDoesNotSay() {
        // One whose token is not older.
        var client = client(Map.of());
        var tokens = client.requestUserToken(finapi.newUser());

        assertThatLasts(client.requestClientToken(), DEFAULT);
        assertThatLasts(tokens, DEFAULT);
        assertThatRefreshTokenLasts(tokens, LONGEST);
    }

    @Test
    void isTheClientsOwnForItsTokensAndThoseOfUsers() {
        var client = client(Map.of(CLIENT_TOKENS, "120", USER_TOKENS, "240"));

        assertThatLasts(client.requestClientToken(), 120);
        assertThatLasts(client.requestUserToken(finapi.newUser()), 240);
    }

    @Test
    void isThatOfUserTokensForClientTokensToo() {
        var client = client(Map.of(USER_TOKENS, "240"));

        assertThatLasts(client.requestClientToken(), 240);
    }

    @Test
    void isThatOfClientTokensForThoseAlone() {
        var client = client(Map.of(CLIENT_TOKENS, "120"));

        assertThatLasts(client.requestUserToken(finapi.newUser()), DEFAULT);
    }

    @Test
    void isTheSameForATokenThatWasRefreshed() {
        var client = client(Map.of(CLIENT_TOKENS, "120", USER_TOKENS, "240"));
        var tokens = client.requestUserToken(finapi.newUser());

        assertThatLasts(client.refresh(tokens.text("refresh_token")), 240);
    }

    @ParameterizedTest
    @CsvSource({REFRESH_TOKENS, REFRESH_TOKENS_IDLE})
    void isTheClientsOwnForRefreshTokens(String setting) {
        var client = client(Map.of(setting, "7200"));

        assertThatRefreshTokenLasts(client.requestUserToken(finapi.newUser()), 7200);
    }

    @Test
    void endsNoLaterThanTheTokenSays() throws InterruptedException {
        var client = client(Map.of(REFRESH_TOKENS, "2", REFRESH_TOKENS_IDLE, "2"));
        var tokens = client.requestUserToken(finapi.newUser());

        Thread.sleep(3_500);

        assertThatError(client.refresh(tokens.text("refresh_token"))).isEnvelope(400, "BAD_REQUEST");
        assertThatError(client.user(tokens.text("access_token"))).isUnknownCaller("invalid_token");
    }

    @Test
    void isTheLongestThatKeycloakHasWhereFinapiSaysNever() {
        var client =
                client(Map.of(CLIENT_TOKENS, "0", USER_TOKENS, "0", REFRESH_TOKENS, "0", REFRESH_TOKENS_IDLE, "0"));
        var tokens = client.requestUserToken(finapi.newUser());

        assertThatLasts(client.requestClientToken(), LONGEST);
        assertThatLasts(tokens, LONGEST);
        assertThatRefreshTokenLasts(tokens, LONGEST);
    }

    @Test
    void isNoLongerThanTheSessionOfTheClientWhereFinapiSaysNever() {
        var client = client(Map.of(CLIENT_TOKENS, "0", USER_TOKENS, "0", REFRESH_TOKENS, "7200"));
        var tokens = client.requestUserToken(finapi.newUser());

        assertThatLasts(tokens, 7200);
        assertThatLasts(client.refresh(tokens.text("refresh_token")), 7200);
        assertThatLasts(client.requestClientToken(), LONGEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "60"})
    void mayBeEndlessOrAMinuteForClientTokens(String least) {
        var client = client(Map.of(CLIENT_TOKENS, least));

        assertThatLasts(client.requestClientToken(), least.equals("0") ? LONGEST : 60);
        assertThat(client.create("{}").status()).isEqualTo(201);
    }

    /** An operator's slip is written to the log; the applications go on. */
    @ParameterizedTest
    @ValueSource(strings = {"59", "-1", "soon", "99999999999", "1.5"})
    void isTheLeastWhereTheSettingIsMisspelt(String nonsense) {
        assertThatLasts(client(Map.of(CLIENT_TOKENS, nonsense)).requestClientToken(), 60);
    }

    @Test
    void isTheDefaultWhereTheSettingIsEmpty() {
        assertThatLasts(client(Map.of(CLIENT_TOKENS, "")).requestClientToken(), DEFAULT);
    }

    @Test
    void isAnotherForNewTokensAlone() {
        var client = client(Map.of(CLIENT_TOKENS, "120"));
        var older = client.clientToken();

        clients.setAttribute(client.client(), CLIENT_TOKENS, "60");

        assertThatLasts(client.requestClientToken(), 60);
        assertThat(TokenContent.of(older).lifetime()).isEqualTo(120);
        assertThat(client.users("POST").bearer(older).json("{}").send().status())
                .isEqualTo(201);
    }

    private FinApi client(Map<String, String> attributes) {
        Credentials client = clients.app(attributes);
        return finapi.as(client);
    }

    /** What the answer says, and what Keycloak will hold the token to. A second may begin between the two. */
    private static void assertThatLasts(Answer answer, int seconds) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.json().path("expires_in").asInt()).isBetween(seconds - 2, seconds);
        assertThat(TokenContent.of(answer.text("access_token")).lifetime()).isBetween(seconds - 2L, (long) seconds);
    }

    private static void assertThatRefreshTokenLasts(Answer answer, int seconds) {
        assertThat(TokenContent.of(answer.text("refresh_token")).lifetime()).isBetween(seconds - 2L, (long) seconds);
    }
}
