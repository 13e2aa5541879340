package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.TokenContent;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a client wants its tokens to be valid. */
@BothVersions
final class ClientTokenPeriodsIT {

    private static final List<String> LIFETIMES = List.of(
            "refreshTokensValidityPeriod", "userAccessTokensValidityPeriod", "clientAccessTokensValidityPeriod");

    private final KeycloakServer keycloak;
    private final Version version;
    private final Clients clients;
    private final FinApi finapi;

    ClientTokenPeriodsIT(Version version, KeycloakServer keycloak) {
        this.keycloak = keycloak;
        this.version = version;
        this.clients = new Clients(keycloak.admin());
        this.finapi = FinApi.of(keycloak, version).as(clients.app());
    }

    @ParameterizedTest
    @ValueSource(strings = {"59", "1", "-1", "-60", "2147483648", "1e400", "60.0", "6.5e1", "\"60\"", "true", "[60]"})
    void aPeriodIsZeroOrAMinuteAtLeast(String seconds) {
        for (var field : LIFETIMES) {
            assertThatError(finapi.editConfiguration("{\"" + field + "\":" + seconds + "}"))
                    .isEnvelope(400, "BAD_REQUEST")
                    .names(field);
        }
    }

    @Test
    void aPeriodIsWhatTheNextTokensGet() {
        var before = finapi.requestUserToken(finapi.newUser());

        finapi.editConfiguration(Map.of(
                        "refreshTokensValidityPeriod", 7200,
                        "userAccessTokensValidityPeriod", 600,
                        "clientAccessTokensValidityPeriod", 60))
                .expect(200);

        var tokens = finapi.requestUserToken(finapi.newUser());
        assertThatLasts(tokens.text("refresh_token"), 7200);
        assertThatLasts(tokens.text("access_token"), 600);
        assertThatLasts(finapi.clientToken(), 60);
        assertThatLasts(before.text("access_token"), 3600);
        assertThat(finapi.user(before.text("access_token")).status()).isEqualTo(200);
        assertThat(clients.attributes(finapi.client()))
                .containsEntry("access.token.lifespan", "600")
                .containsEntry("client.session.idle.timeout", "7200")
                .containsEntry("client.session.max.lifespan", "7200");
    }

    @ParameterizedTest
    @CsvSource({
        "refreshTokensValidityPeriod,      120, 86400",
        "userAccessTokensValidityPeriod,   120, 86400",
        "clientAccessTokensValidityPeriod, 120, 86400"
    })
    void zeroIsAsLongAsTheRealmLetsItBe(String field, int shorter, int longest) {
        finapi.editConfiguration(Map.of(field, shorter)).expect(200);

        var answer = finapi.editConfiguration(Map.of(field, 0)).expect(200);

        assertThat(answer.json().path(field).asInt()).isEqualTo(longest);
        assertThatTokensLastAsShown(finapi);
    }

    /** In finAPI they are three. */
    @ParameterizedTest
    @CsvSource({
        "userAccessTokensValidityPeriod,   120, clientAccessTokensValidityPeriod, 3600",
        "userAccessTokensValidityPeriod,   120, refreshTokensValidityPeriod,      86400",
        "clientAccessTokensValidityPeriod, 120, userAccessTokensValidityPeriod,   3600",
        "refreshTokensValidityPeriod,      120, clientAccessTokensValidityPeriod, 3600",
        "refreshTokensValidityPeriod,      7200, userAccessTokensValidityPeriod,  3600"
    })
    void aPeriodIsChangedWithoutTheOthers(String changed, int seconds, String other, int stays) {
        var answer = finapi.editConfiguration(Map.of(changed, seconds)).expect(200);

        assertThat(answer.json().path(changed).asInt()).isEqualTo(seconds);
        assertThat(answer.json().path(other).asInt()).isEqualTo(stays);
        assertThatTokensLastAsShown(finapi);
    }

    /** Keycloak ends a user's token with the session, and the session ends with the refresh token. */
    @Test
    void aUsersTokenLastsNoLongerThanItsSession() {
        var answer = finapi.editConfiguration(Map.of("refreshTokensValidityPeriod", 120))
                .expect(200);

        assertThat(answer.json().path("userAccessTokensValidityPeriod").asInt()).isEqualTo(120);
        assertThatTokensLastAsShown(finapi);
        assertThatError(finapi.editConfiguration(Map.of("userAccessTokensValidityPeriod", 121)))
                .isEnvelope(400, "BAD_REQUEST")
                .names("userAccessTokensValidityPeriod");
        finapi.editConfiguration(Map.of("refreshTokensValidityPeriod", 240, "userAccessTokensValidityPeriod", 240))
                .expect(200);
        assertThatTokensLastAsShown(finapi);
    }

    @Test
    void aPeriodThatTheRealmWouldCutShortIsRefusedWithItsLimit() {
        try (var realm = new OtherRealm(
                keycloak, version, Map.of("ssoSessionIdleTimeout", 1800, "ssoSessionMaxLifespan", 7200))) {
            var its = realm.finapi().as(new Clients(realm.admin()).app());
            var before = its.configuration().json();

            for (var limit : Map.of(
                            "refreshTokensValidityPeriod", 1800,
                            "userAccessTokensValidityPeriod", 7200,
                            "clientAccessTokensValidityPeriod", 7200)
                    .entrySet()) {
                var tooLong = its.editConfiguration(Map.of(limit.getKey(), limit.getValue() + 1));
                assertThatError(tooLong).isEnvelope(400, "BAD_REQUEST").names(limit.getKey());
                assertThat(tooLong.body()).contains(limit.getValue().toString(), "BUSINESS");
                assertThat(its.configuration().json()).isEqualTo(before);
            }

            for (var field : LIFETIMES) {
                its.editConfiguration(Map.of(field, 0)).expect(200);
            }
            assertThatTokensLastAsShown(its);
            its.editConfiguration(Map.of(
                            "refreshTokensValidityPeriod", 1800,
                            "userAccessTokensValidityPeriod", 1800,
                            "clientAccessTokensValidityPeriod", 7200))
                    .expect(200);
            assertThatTokensLastAsShown(its);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "no"})
    void anOperatorCanKeepTheLifetimes(String attribute) {
        clients.setAttribute(finapi.client(), "finapi.may-change-token-lifetimes", attribute);
        var before = finapi.configuration().json();

        for (var field : LIFETIMES) {
            var answer = finapi.editConfiguration(Map.of(field, 120, "betaBanksEnabled", true));
            assertThatError(answer).isEnvelope(403, "UNAUTHORIZED_ACCESS");
            assertThat(answer.body()).contains("BUSINESS");
        }
        assertThat(finapi.configuration().json()).isEqualTo(before);
        finapi.editConfiguration(Map.of("betaBanksEnabled", true)).expect(200);

        clients.setAttribute(finapi.client(), "finapi.may-change-token-lifetimes", "true");
        finapi.editConfiguration(Map.of("userAccessTokensValidityPeriod", 120)).expect(200);
    }

    @Test
    void whatPeopleMayBeToldIsSaidInTheirLanguage() {
        clients.setAttribute(finapi.client(), "finapi.may-change-token-lifetimes", "false");
        var fixed = finapi.editConfigurationCall(Map.of("refreshTokensValidityPeriod", 60));
        assertThat(messages(fixed)).doesNotHaveDuplicates();

        clients.setAttribute(finapi.client(), "finapi.may-change-token-lifetimes", "true");
        for (var field : LIFETIMES) {
            assertThat(messages(finapi.editConfigurationCall(Map.of(field, 86401))))
                    .doesNotHaveDuplicates()
                    .allSatisfy(message -> assertThat(message)
                            .contains("'" + field + "'", "86400")
                            .doesNotContain("{", "''"));
        }
    }

    private static List<String> messages(Call call) {
        return Stream.of("de", "en", "cs", "sk")
                .map(language -> call.header("Accept-Language", language).send())
                .map(answer ->
                        answer.json().path("errors").path(0).path("message").asText())
                .toList();
    }

    @Test
    void aRefusedChangeIsNoEvent() {
        finapi.editConfiguration(Map.of("refreshTokensValidityPeriod", 86401)).expect(400);

        assertThat(keycloak.admin()
                        .get("/admin-events?operationTypes=UPDATE&resourcePath=clients/"
                                + clients.internalId(finapi.client())))
                .isEmpty();
    }

    private static void assertThatTokensLastAsShown(FinApi finapi) {
        var shown = finapi.configuration().expect(200).json();
        var tokens = finapi.requestUserToken(finapi.newUser());
        assertThatLasts(
                tokens.text("refresh_token"),
                shown.path("refreshTokensValidityPeriod").asInt());
        assertThatLasts(
                tokens.text("access_token"),
                shown.path("userAccessTokensValidityPeriod").asInt());
        assertThatLasts(
                finapi.clientToken(),
                shown.path("clientAccessTokensValidityPeriod").asInt());
    }

    /** A second may begin between the two. */
    private static void assertThatLasts(String token, int seconds) {
        assertThat(TokenContent.of(token).lifetime()).isBetween(seconds - 2L, (long) seconds);
    }
}
