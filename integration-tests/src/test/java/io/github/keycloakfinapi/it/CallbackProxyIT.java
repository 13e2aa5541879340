package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.CallbackRealm;
import io.github.keycloakfinapi.it.finapi.Eventually;
import io.github.keycloakfinapi.it.http.Receiver;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.ServerOptions;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Keycloak's outgoing proxy is the callback's as well. */
@WithKeycloak
final class CallbackProxyIT {

    private final KeycloakServer keycloak;

    CallbackProxyIT(KeycloakServer keycloak) {
        this.keycloak = keycloak;
    }

    @Test
    void noticesGoByTheProxyWhichAloneResolvesTheName() {
        try (var proxy = new Receiver(keycloak.testHost());
                var server = KeycloakServer.start(ServerOptions.development()
                        .argument("--spi-connections-http-client--default--proxy-mappings=.*\\.invalid;http://"
                                + URI.create(proxy.url()).getAuthority()));
                var realm = new CallbackRealm(server)) {
            realm.setAttribute("finapi.callback-private-addresses", "false");
            realm.callBackAt("http://app.invalid/callback?a=b");

            realm.deleted("Gone.User");

            Eventually.holds(() -> assertThat(proxy.userIds()).containsExactly("Gone.User"));
            assertThat(proxy.calls().get(0).target()).isEqualTo("http://app.invalid/callback?a=b");
            assertThat(realm.receiver().calls()).isEmpty();
        }
    }
}
