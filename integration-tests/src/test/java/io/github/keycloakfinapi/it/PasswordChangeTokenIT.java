package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.PasswordChange;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.Admin;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How long the token lives with which a password can be changed. */
@BothVersions
final class PasswordChangeTokenIT {

    private final FinApi finapi;
    private final PasswordChange change;
    private final KeycloakServer keycloak;
    private final Admin admin;

    PasswordChangeTokenIT(Version version, KeycloakServer keycloak) {
        this.finapi = FinApi.of(keycloak, version);
        this.change = FinApi.passwordChange(keycloak, finapi);
        this.keycloak = keycloak;
        this.admin = keycloak.admin();
    }

    @Test
    void servesOnce() {
        var user = finapi.newUser();
        var token = change.tokenFor(user);
        finapi.executePasswordChange(user.withSecret("open sesame"), token).expect(200);

        assertThatIsInvalid(user, token);
        assertThat(finapi.requestUserToken(user.withSecret("open sesame")).status())
                .isEqualTo(200);
    }

    @Test
    void endsWithANewerOne() {
        var user = finapi.newUser();
        var older = change.tokenFor(user);
        var newer = change.tokenFor(user);

        assertThatIsInvalid(user, older);
        finapi.executePasswordChange(user.withSecret("open sesame"), newer).expect(200);
    }

    @Test
    void endsWithAnotherChangeOfThePassword() {
        var user = finapi.newUser();
        var token = change.tokenFor(user);

        admin.put(
                        "/users/" + admin.idOf(user.id()) + "/reset-password",
                        Map.of("type", "password", "value", "set in the console", "temporary", false))
                .expect(204);

        assertThatIsInvalid(user, token);
        assertThat(finapi.requestUserToken(user.withSecret("set in the console"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void endsWhenTheConsoleRemovesIt() {
        var user = finapi.newUser();
        var token = change.tokenFor(user);
        var credentials = "/users/" + admin.idOf(user.id()) + "/credentials";

        for (var credential : admin.get(credentials)) {
            if (credential.path("type").asText().equals("finapi-password-change")) {
                admin.delete(credentials + "/" + credential.path("id").asText()).expect(204);
            }
        }

        assertThatIsInvalid(user, token);
    }

    @Test
    void isForItsUserAlone() {
        var user = finapi.newUser();
        var other = finapi.newUser();
        var token = change.tokenFor(other);

        assertThatIsInvalid(user, token);
        change.tokenFor(user);
        assertThatIsInvalid(user, token);
        assertThat(finapi.executePasswordChange(other.withSecret("open sesame"), token)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void isNothingThatCouldBeInvented() {
        var user = finapi.newUser();
        assertThatIsInvalid(user, FinApi.randomId());

        change.tokenFor(user);
        assertThatIsInvalid(user, FinApi.randomId());
    }

    @Test
    void isGoneWithItsUser() {
        var user = finapi.newUser();
        var token = change.tokenFor(user);
        finapi.delete(finapi.userToken(user)).expect(200);
        finapi.create(Map.of("id", user.id(), "password", user.secret())).expect(201);

        assertThatIsInvalid(user, token);
    }

    @Test
    void lastsADayInTheRealmThatIsShipped() {
        assertThat(admin.get("").path("actionTokenGeneratedByAdminLifespan").asInt())
                .isEqualTo(86400);
    }

    @Test
    void lastsAsLongAsTheRealmSays() throws InterruptedException {
        var lifespan = Map.of("actionTokenGeneratedByAdminLifespan", 2);
        try (var realm = new OtherRealm(keycloak, finapi.version(), lifespan)) {
            var quick = FinApi.passwordChange(keycloak, realm.finapi());
            var user = realm.finapi().newUser();
            var token = quick.tokenFor(user);

            Thread.sleep(3_500);

            assertThatError(realm.finapi().executePasswordChange(user.withSecret("open sesame"), token))
                    .isEnvelope(403, "INVALID_TOKEN");
            assertThat(realm.finapi().requestUserToken(user).status()).isEqualTo(200);
        }
    }

    private void assertThatIsInvalid(Credentials user, String token) {
        assertThatError(finapi.executePasswordChange(user.withSecret("not this one"), token))
                .isEnvelope(403, "INVALID_TOKEN")
                .at("POST " + finapi.version().users() + "/executePasswordChange");
    }
}
