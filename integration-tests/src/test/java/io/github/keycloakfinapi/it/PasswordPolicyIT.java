package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.PasswordChange;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Answer;
import io.github.keycloakfinapi.it.http.Json;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator demands of passwords beside what finAPI does. */
@BothVersions
final class PasswordPolicyIT {

    private static final Map<String, String> POLICY = Map.of("passwordPolicy", "length(12) and digits(1)");
    private static final String GOOD = "open sesame 1";
    private static final String TOO_SHORT = "sesame 1";

    private final KeycloakServer keycloak;
    private final Version version;

    private OtherRealm realm;
    private FinApi finapi;
    private PasswordChange change;

    PasswordPolicyIT(Version version, KeycloakServer keycloak) {
        this.keycloak = keycloak;
        this.version = version;
    }

    @BeforeEach
    void demandGoodPasswords() {
        realm = new OtherRealm(keycloak, version, POLICY);
        finapi = realm.finapi();
        change = FinApi.passwordChange(keycloak, finapi);
    }

    @AfterEach
    void removeTheRealm() {
        realm.close();
    }

    @Test
    void aUserWithABadPasswordIsNotCreated() {
        var id = FinApi.randomId();

        assertThatRefuses(finapi.create(Map.of("id", id, "password", TOO_SHORT)));

        finapi.create(Map.of("id", id, "password", GOOD)).expect(201);
    }

    @Test
    void aPasswordIsNotChangedToABadOne() {
        var user = finapi.create(Map.of("password", GOOD)).expect(201).text("id");
        var good = new Credentials(user, "another sesame 1");
        var token = change.tokenFor(good);

        assertThatRefuses(finapi.executePasswordChange(good.withSecret(TOO_SHORT), token));

        assertThat(finapi.requestUserToken(good.withSecret(GOOD)).status()).isEqualTo(200);
        assertThat(finapi.executePasswordChange(good, token).status())
                .as("the token serves again")
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "en, must contain at least 1 numerical",
        "de, mindestens 1",
        "cs, musí obsahovat",
        "sk, musí obsahovať aspoň 1"
    })
    void theReasonIsToldInTheLanguageOfTheCaller(String language, String expected) {
        var answer = finapi.users("POST")
                .bearer(finapi.clientToken())
                .header("Accept-Language", language)
                .json(Json.of(Map.of("password", "open sesame without")))
                .send();

        assertThatRefuses(answer);
        assertThat(answer.json().path("errors").path(0).path("message").asText())
                .contains(expected);
    }

    @Test
    void itMayDependOnTheUser() {
        realm.admin().put("", Map.of("passwordPolicy", "notEmail")).expect(204);
        var user = new Credentials(FinApi.randomId(), "ali@example.org");

        assertThatRefuses(finapi.create(Map.of("id", user.id(), "password", user.secret(), "email", user.secret())));

        finapi.create(Map.of("id", user.id(), "password", GOOD, "email", user.secret()))
                .expect(201);
        assertThatRefuses(change.to(user));
    }

    /** Else anybody could ask whether a password is one that the user has, or has had. */
    @Test
    void withoutATokenItSaysNothingOfAPassword() {
        realm.admin().put("", Map.of("passwordPolicy", "passwordHistory(3)")).expect(204);
        var user = finapi.newUser();

        assertThatError(finapi.executePasswordChange(user, FinApi.randomId())).isEnvelope(403, "INVALID_TOKEN");
        assertThatRefuses(change.to(user));
    }

    private static void assertThatRefuses(Answer answer) {
        assertThatError(answer).isEnvelope(400, "BAD_REQUEST");
        assertThat(answer.json().path("errors"))
                .singleElement()
                .satisfies(error -> assertThat(error.path("type").asText()).isEqualTo("BUSINESS"));
        assertThat(answer.body()).doesNotContain(TOO_SHORT, "invalidPassword", "{0}");
    }
}
