package io.github.keycloakfinapi.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A realm that names a theme of a JAR that is not installed, as ours does where the extension is used alone. */
@WithKeycloak
final class ThemeIsMissingIT {

    private static final String ABSENT = "not-installed";

    @Test
    void thePagesAreKeycloaksOwn(KeycloakServer keycloak) {
        try (var realm = new ThemedRealm(keycloak, ABSENT)) {
            assertThat(get(realm.signIn())).contains("/login/keycloak.v2/");
            assertThat(get(realm.account())).contains("/account/keycloak.v3");
        }
    }

    @Test
    void theMailsAreKeycloaksOwn(KeycloakServer keycloak) {
        try (var mailbox = new Mailbox(keycloak);
                var realm = new ThemedRealm(keycloak, ABSENT, Map.of("smtpServer", mailbox.settings()))) {
            var user = realm.user("en");

            realm.mail(user, "execute-actions-email", List.of("UPDATE_PASSWORD"));

            assertThat(mailbox.of(user).subject()).isEqualTo("Update Your Account");
        }
    }

    private static String get(String uri) {
        return Call.to("GET", URI.create(uri)).send().expect(200).body();
    }
}
