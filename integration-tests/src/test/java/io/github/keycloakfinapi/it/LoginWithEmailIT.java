package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.TokenContent;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.Admin;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In a realm whose users sign in by their email, a finAPI client still names a user by the id and by nothing else. */
@BothVersions
final class LoginWithEmailIT {

    private static final String EMAIL = "bob@bank.example";

    private final KeycloakServer keycloak;
    private final Version version;
    private OtherRealm realm;
    private FinApi finapi;
    private Admin admin;

    LoginWithEmailIT(Version version, KeycloakServer keycloak) {
        this.keycloak = keycloak;
        this.version = version;
    }

    @BeforeEach
    void createARealmWithAnEmployee() {
        realm = new OtherRealm(keycloak, version, Map.of("duplicateEmailsAllowed", false));
        finapi = realm.finapi();
        admin = realm.admin();
        finapi.create(Map.of("id", EMAIL, "password", "of the customer")).expect(201);
        admin.post(
                        "/users",
                        Map.of(
                                "username",
                                "bob",
                                "enabled",
                                true,
                                "email",
                                EMAIL,
                                "credentials",
                                List.of(Map.of("type", "password", "value", "of the employee"))))
                .expect(201);
        // Later on nobody could get a name that is the email of somebody else.
        admin.put("", Map.of("loginWithEmailAllowed", true)).expect(204);
    }

    @AfterEach
    void removeTheRealm() {
        realm.close();
    }

    @Test
    void anIdThatIsTheEmailOfAnotherUserIsItsOwnUsers() {
        var user = new Credentials(EMAIL, "of the customer");

        var token = finapi.userToken(user);

        assertThat(TokenContent.of(token).claims().path("sub").asText()).isEqualTo(admin.idOf(EMAIL));
        assertThat(finapi.user(token).text("id")).isEqualTo(EMAIL);
        finapi.requestUserToken(user.withSecret("of the employee")).expect(400);
    }

    @Test
    void theEmailIsNoWayToAFinapiUserEither() {
        var user = new Credentials("ali", "open sesame");
        finapi.create(Map.of("id", "ali", "password", user.secret(), "email", "ali@bank.example"))
                .expect(201);

        finapi.requestUserToken(new Credentials("ali@bank.example", user.secret()))
                .expect(400);
        finapi.requestUserToken(user).expect(200);
    }

    @Test
    void failuresOfTheIdAreNotThoseOfTheUserWithTheEmail() {
        for (var i = 0; i < 4; i++) {
            finapi.requestUserToken(new Credentials(EMAIL, "wrong password"));
        }

        assertThat(admin.get("/attack-detection/brute-force/users/" + admin.idOf("bob"))
                        .path("numFailures")
                        .asInt())
                .isZero();
        finapi.standardToken(Map.of("grant_type", "password", "username", EMAIL, "password", "of the employee"))
                .expect(200);
    }
}
