package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.SignIn;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Json;
import io.github.keycloakfinapi.it.server.Admin;
import io.github.keycloakfinapi.it.server.Database;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.ServerOptions;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import org.junit.jupiter.api.Test;

/** Whoever is not verified signs in to none of the realm's applications, whatever becomes of the required action. */
@WithKeycloak
final class UnverifiedUserIT {

    private static final String ACTION = "/authentication/required-actions/finapi-verify-user";

    private final KeycloakServer keycloak;

    UnverifiedUserIT(KeycloakServer keycloak) {
        this.keycloak = keycloak;
    }

    @Test
    void isHeldUpWhenSomebodyDisablesTheAction() {
        try (var realm = new OtherRealm(keycloak, Version.V2)) {
            var user = unverified(realm);
            var signIn = new SignIn(realm.finapi().base(), realm.admin()).withApplication();
            assertThat(signIn.letsIn(user)).isFalse();

            disable(realm.admin());

            assertThat(signIn.letsIn(user)).isFalse();
            realm.finapi().requestUserToken(user).expect(403);
            realm.finapi().verify(user.id()).expect(200);
            assertThat(signIn.letsIn(user)).isTrue();
        }
    }

    @Test
    void isHeldUpWhenSomebodyDeletesTheAction() {
        try (var realm = new OtherRealm(keycloak, Version.V2)) {
            var user = unverified(realm);
            var signIn = new SignIn(realm.finapi().base(), realm.admin()).withApplication();

            realm.admin().delete(ACTION).expect(204);

            assertThat(signIn.letsIn(user)).isFalse();
            assertThat(keycloak.log()).contains("required action finapi-verify-user has been enabled");
        }
    }

    @Test
    void isHeldUpWhenSomebodyRenamesTheAction() {
        try (var realm = new OtherRealm(keycloak, Version.V2)) {
            var user = unverified(realm);
            var signIn = new SignIn(realm.finapi().base(), realm.admin()).withApplication();
            var action = Json.object(realm.admin().get(ACTION).toString());
            action.put("alias", "another");

            realm.admin().put(ACTION, action).expect(204);

            assertThat(signIn.letsIn(user)).isFalse();
            // Keycloak hides what a listener fails with.
            assertThat(keycloak.log()).doesNotContain("KC-SERVICES0085");
        }
    }

    /** What happened while the JAR was not there is put right when it is back. */
    @Test
    void isHeldUpAfterTheJarWasAway() {
        try (var database = Database.create()) {
            var options = ServerOptions.development().database(database);
            Credentials user;
            try (var with = KeycloakServer.start(options)) {
                var finapi = FinApi.of(with, Version.V2);
                new SignIn(finapi.base(), with.admin()).withApplication();
                user = finapi.as(new Clients(with.admin()).appThatVerifies()).newUser();
            }
            try (var without =
                    KeycloakServer.start(options.build(options.build().withoutProviders()))) {
                without.admin().delete(ACTION).expect(204);
            }
            try (var back = KeycloakServer.start(options)) {
                assertThat(new SignIn(FinApi.of(back, Version.V2).base(), back.admin()).letsIn(user))
                        .isFalse();
            }
        }
    }

    private static Credentials unverified(OtherRealm realm) {
        return realm.finapi().as(new Clients(realm.admin()).appThatVerifies()).newUser();
    }

    private static void disable(Admin admin) {
        var action = Json.object(admin.get(ACTION).toString());
        action.put("enabled", false);
        admin.put(ACTION, action).expect(204);
    }
}
