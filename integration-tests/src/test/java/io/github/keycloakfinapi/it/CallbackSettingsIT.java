package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.CallbackRealm;
import io.github.keycloakfinapi.it.finapi.Eventually;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where notices may go, and whether they go: the realm says so. */
@WithKeycloak
final class CallbackSettingsIT {

    private final KeycloakServer keycloak;

    @AutoClose
    private final CallbackRealm realm;

    CallbackSettingsIT(KeycloakServer keycloak) {
        this.keycloak = keycloak;
        this.realm = new CallbackRealm(keycloak);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "2130706433"})
    void addressesThatAreNotTheInternetsAreRefusedUnlessTheRealmAllowsThem(String host) {
        realm.setAttribute("finapi.callback-private-addresses", "false");
        realm.callBackAt(realm.receiver().url());
        var reported = count("(address not allowed)") + count("(unknown host)");
        realm.callBackAt(realm.receiver().url(host));

        realm.deleted("first");

        Eventually.holds(() -> assertThat(count("(address not allowed)") + count("(unknown host)"))
                .isGreaterThan(reported));
        assertThat(realm.receiver().calls()).isEmpty();

        realm.callBackAt(realm.receiver().url());
        realm.setAttribute("finapi.callback-private-addresses", "true");
        realm.awaitUsers("first");
    }

    @Test
    void whileARealmIsPausedItsNoticesWait() {
        realm.setAttribute("finapi.callbacks-paused", "true");
        realm.deleted("first");
        realm.deleted("second");
        try (var other = new OtherRealm(keycloak, Version.V2)) {
            realm.listenTo(other.admin());
            realm.awaitOnlyBefore(other.finapi());
            assertThat(realm.receiver().userIds()).doesNotContain("first", "second");
        }

        realm.setAttribute("finapi.callbacks-paused", "false");

        Eventually.holds(() -> assertThat(realm.receiver().userIds()).contains("first", "second"));
    }

    private long count(String text) {
        return keycloak.log().split(Pattern.quote(text), -1).length - 1L;
    }
}
