package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.Eventually;
import io.github.keycloakfinapi.it.finapi.FailedLogins;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Operator;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.TokenContent;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Answer;
import io.github.keycloakfinapi.it.http.Race;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** finAPI answers a token request with the token that was handed out last, while it is valid. */
@WithKeycloak
final class RepeatedTokenIT {

    private final KeycloakServer keycloak;
    private OtherRealm realm;
    private FinApi finapi;
    private Credentials user;

    RepeatedTokenIT(KeycloakServer keycloak) {
        this.keycloak = keycloak;
    }

    @BeforeEach
    void createARealm() {
        realm = new OtherRealm(
                keycloak,
                Version.V2,
                Map.of("eventsEnabled", true, "enabledEventTypes", List.of("LOGIN", "CLIENT_LOGIN", "LOGIN_ERROR")));
        finapi = realm.finapi();
        user = finapi.newUser();
    }

    @AfterEach
    void removeTheRealm() {
        realm.close();
    }

    @Test
    void aClientTokenIsAnsweredAgainWithWhatIsLeftOfItsLife() {
        var first = finapi.requestClientToken().expect(200);
        pause(2_100);

        var second = finapi.requestClientToken().expect(200);

        assertThat(token(second)).isEqualTo(token(first));
        assertThat(second.json().path("expires_in").asInt())
                .isLessThan(first.json().path("expires_in").asInt())
                .isPositive();
    }

    @Test
    void theTokensOfAUserAreAnsweredAgainAndSoIsTheSession() {
        var first = finapi.requestUserToken(user).expect(200);
        pause(2_100);

        var second = finapi.requestUserToken(user).expect(200);

        assertThat(tokens(second)).isEqualTo(tokens(first));
        assertThat(second.json().path("expires_in").asInt())
                .isLessThan(first.json().path("expires_in").asInt())
                .isPositive();
        assertThat(sessions()).hasSize(1);
        assertThat(finapi.user(token(second)).status()).isEqualTo(200);
        assertThat(finapi.refresh(second.text("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void bothVersionsAnswerTheSame() {
        var inV1 = finapi.in(Version.V1);

        assertThat(inV1.clientToken()).isEqualTo(finapi.clientToken());
        assertThat(inV1.userToken(user)).isEqualTo(finapi.userToken(user));
    }

    @Test
    void eachClientAndEachUserHasItsOwn() {
        var other = finapi.as(new Clients(realm.admin()).app());

        assertThat(Stream.of(
                        finapi.clientToken(),
                        other.clientToken(),
                        finapi.userToken(user),
                        other.userToken(user),
                        finapi.userToken(finapi.newUser())))
                .doesNotHaveDuplicates();
    }

    @Test
    void credentialsAreCheckedEachTime() {
        finapi.clientToken();
        finapi.userToken(user);

        assertThatError(finapi.as(finapi.client().withSecret("wrong")).requestClientToken())
                .isUnknownCaller("invalid_client");
        assertThatError(finapi.requestUserToken(user.withSecret("wrong"))).isEnvelope(400, "BAD_REQUEST");
        assertThat(new FailedLogins(finapi, realm.admin()).counted(user)).isEqualTo(1);

        finapi.userToken(user);
        assertThat(new FailedLogins(finapi, realm.admin()).counted(user)).isZero();
    }

    /** Keycloak goes by the parameters, and what it does not look at seals no token. */
    @Test
    void aSecretInTheHeaderDoesNotCountBesideOneInTheParameters() {
        var both = finapi.tokenCall(Map.of("grant_type", "client_credentials"))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString("anybody:wrong".getBytes(UTF_8)))
                .send()
                .expect(200);

        assertThat(finapi.clientToken()).isEqualTo(token(both));
    }

    /** As they are read by whoever listens to Keycloak. */
    @Test
    void eachIsAnEventThatNamesTheTokenAndTheSession() {
        finapi.clientToken();
        var clientToken = TokenContent.of(finapi.clientToken());
        finapi.userToken(user);
        var userToken = TokenContent.of(finapi.userToken(user));

        var clientLogins = events("CLIENT_LOGIN");
        assertThat(clientLogins).hasSizeGreaterThan(2);
        assertThat(clientLogins.get(0).path("details"))
                .isEqualTo(clientLogins.get(clientLogins.size() - 1).path("details"));
        assertThat(clientLogins.get(0).path("details").path("token_id"))
                .isEqualTo(clientToken.claims().path("jti"));
        assertThat(events("LOGIN")).hasSize(2).allSatisfy(login -> {
            assertThat(login.path("details").path("token_id"))
                    .isEqualTo(userToken.claims().path("jti"));
            assertThat(login.path("sessionId")).isEqualTo(userToken.claims().path("sid"));
        });
    }

    @Test
    void theRefreshedTokensAreTheLast() {
        var refreshed = finapi.refresh(finapi.requestUserToken(user).text("refresh_token"))
                .expect(200);

        assertThat(tokens(finapi.requestUserToken(user))).isEqualTo(tokens(refreshed));
    }

    @Test
    void aRefreshTokenThatMayNotBeUsedAgainIsNotAnsweredAgain() {
        realm.admin().put("", Map.of("revokeRefreshToken", true)).expect(204);
        var first = finapi.requestUserToken(user);
        assertThat(tokens(finapi.requestUserToken(user))).isEqualTo(tokens(first));

        // By Keycloak's own endpoint, of which nothing is remembered.
        finapi.standardToken(Map.of("grant_type", "refresh_token", "refresh_token", first.text("refresh_token")))
                .expect(200);
        var second = finapi.requestUserToken(user);

        assertThat(second.text("refresh_token")).isNotEqualTo(first.text("refresh_token"));
        var third = finapi.refresh(second.text("refresh_token")).expect(200);
        assertThat(tokens(finapi.requestUserToken(user))).isEqualTo(tokens(third));
        assertThat(finapi.refresh(third.text("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void firstRequestsAtTheSameMomentAreAllAnsweredAndAfterThemThereIsOneToken() throws Exception {
        var call = finapi.tokenCall(Map.of("grant_type", "client_credentials"));
        var login =
                finapi.tokenCall(Map.of("grant_type", "password", "username", user.id(), "password", user.secret()));
        var answers = Race.of(Stream.concat(Collections.nCopies(4, call).stream(), Stream.of(login, login, login))
                .toList());

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        assertThat(answers.subList(4, 7).stream().map(RepeatedTokenIT::token))
                .allSatisfy(token -> assertThat(finapi.user(token).status()).isEqualTo(200));
        assertThat(finapi.clientToken()).isEqualTo(finapi.clientToken()).isIn(tokens(answers));
        assertThat(finapi.userToken(user)).isEqualTo(finapi.userToken(user)).isIn(tokens(answers));
    }

    @Test
    void keycloaksOwnEndpointMakesNewOnes() {
        var parameters = Map.of("grant_type", "client_credentials");

        assertThat(finapi.standardToken(parameters).text("access_token"))
                .isNotEqualTo(finapi.standardToken(parameters).text("access_token"));
    }

    @Test
    void oneThatIsAboutToEndIsNotAnsweredAgain() {
        var brief = finapi.as(new Clients(realm.admin()).app(Map.of("access.token.lifespan", "4")));

        assertThat(brief.clientToken()).isNotEqualTo(brief.clientToken());
        assertThat(brief.userToken(user)).isNotEqualTo(brief.userToken(user));

        realm.setAttribute("finapi.token-reuse-least-lifetime", "1");
        assertThat(brief.clientToken()).isEqualTo(brief.clientToken());
        assertThat(brief.userToken(user)).isEqualTo(brief.userToken(user));
    }

    /** Client policies may decide by each request; Keycloak's grant is run then. */
    @Test
    void clientPoliciesAreAskedEachTime() {
        var first = finapi.clientToken();
        finapi.userToken(user);

        new Operator(realm.admin()).forbidPasswords();

        assertThatError(finapi.requestUserToken(user)).isEnvelope(403, "UNAUTHORIZED_ACCESS");
        assertThat(finapi.clientToken()).isEqualTo(first);
    }

    /** Some algorithms sign the same in another way each time. */
    @Test
    void theSignatureAloneMayBeAnother() {
        realm.admin().put("", Map.of("defaultSignatureAlgorithm", "ES256")).expect(204);

        assertThat(finapi.clientToken()).isEqualTo(finapi.clientToken());
        assertThat(TokenContent.of(finapi.userToken(user))).isEqualTo(TokenContent.of(finapi.userToken(user)));
    }

    @Test
    void aMisspeltSettingIsReported() {
        realm.setAttribute("finapi.token-reuse", "nope-" + UUID.randomUUID());

        assertThat(finapi.clientToken()).isNotEqualTo(finapi.clientToken());
        Eventually.holds(() -> assertThat(keycloak.log().lines())
                .anyMatch(line -> line.contains(realm.name()) && line.contains("finapi.token-reuse")));
    }

    private String userId() {
        return realm.admin().idOf(user.id());
    }

    private JsonNode sessions() {
        return realm.admin().get("/users/" + userId() + "/sessions");
    }

    private List<JsonNode> events(String type) {
        return realm.admin().get("/events?type=" + type).valueStream().toList();
    }

    private static String token(Answer answer) {
        return answer.text("access_token");
    }

    private static List<String> tokens(Answer answer) {
        return List.of(token(answer.expect(200)), answer.text("refresh_token"));
    }

    private static List<String> tokens(List<Answer> answers) {
        return answers.stream().map(RepeatedTokenIT::token).toList();
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
