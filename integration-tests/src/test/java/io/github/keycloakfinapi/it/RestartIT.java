package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.Closing;
import io.github.keycloakfinapi.it.server.Database;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.ServerOptions;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What has been promised before a server ended, another one keeps that has the same database. */
final class RestartIT {

    private static final Version VERSION = Version.V2;

    private static Database database;
    private static KeycloakServer keycloak;

    private static Credentials user;
    private static String passwordChangeToken;
    private static Credentials unverified;
    private static String revoked;
    private static String good;

    @BeforeAll
    static void promiseAndEnd() {
        database = Database.create();
        // Both under one name: the tokens of another issuer would be unknown.
        var options = ServerOptions.development()
                .argument("--hostname=http://127.0.0.1:8080")
                .database(database);
        try (var first = KeycloakServer.start(options)) {
            var finapi = FinApi.of(first, VERSION);
            user = finapi.newUser();
            passwordChangeToken = FinApi.passwordChange(first, finapi).tokenFor(user);
            unverified = finapi.as(new Clients(first.admin()).appThatVerifies()).newUser();
            good = finapi.userToken(finapi.newUser());
            revoked = finapi.userToken(finapi.newUser());
            finapi.revoke(Map.of("token", revoked, "token_type_hint", "access_token"))
                    .expect(200);
        }
        keycloak = KeycloakServer.start(options);
    }

    @AfterAll
    static void end() {
        Closing.all(keycloak);
        database.close();
    }

    @Test
    void aPasswordChangeTokenServes() {
        var finapi = FinApi.of(keycloak, VERSION);
        var changed = user.withSecret("open sesame");

        assertThat(finapi.executePasswordChange(changed, passwordChangeToken).status())
                .isEqualTo(200);
        assertThat(finapi.requestUserToken(changed).status()).isEqualTo(200);
    }

    @Test
    void whoWasUnverifiedStillIs() {
        assertThat(FinApi.of(keycloak, VERSION).requestUserToken(unverified).status())
                .isEqualTo(403);
    }

    @Test
    void whatWasRevokedStaysRevokedAndNoMore() {
        var finapi = FinApi.of(keycloak, VERSION);

        assertThat(finapi.user(revoked).status()).isEqualTo(401);
        assertThat(finapi.user(good).status()).isEqualTo(200);
    }
}
