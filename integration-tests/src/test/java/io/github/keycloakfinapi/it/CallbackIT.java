package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.CallbackRealm;
import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Eventually;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.http.Json;
import io.github.keycloakfinapi.it.http.Receiver;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What arrives where, when a user is gone for good. */
@WithKeycloak
final class CallbackIT {

    private final KeycloakServer keycloak;

    @AutoClose
    private final CallbackRealm realm;

    CallbackIT(KeycloakServer keycloak) {
        this.keycloak = keycloak;
        this.realm = new CallbackRealm(keycloak);
    }

    @Test
    void aNoticeIsAPostOfFinapisBodyWithAKeyOfItsOwn() {
        realm.callBackAt(realm.receiver().url() + "?token=abc%20d");

        realm.finapi()
                .delete(realm.finapi().userToken(realm.newUser("First.User")))
                .expect(200);

        realm.awaitUsers("First.User");
        var call = realm.receiver().calls().get(0);
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.target()).isEqualTo("/callback?token=abc%20d");
        assertThat(Json.object(call.body()))
                .containsExactly(Map.entry("userId", "First.User"), Map.entry("event", "DELETED"));
        assertThat(call.headers().getFirst("Content-Type")).startsWith("application/json");
        assertThat(call.key()).matches("[0-9a-f-]{36}");
        assertThat(keycloak.log()).doesNotContain("abc%20d");
    }

    @Test
    void everyClientOfTheMandatorWithAUrlIsTold() {
        var others = new Receiver(keycloak.testHost());
        realm.clients().callBackAt(FinApi.mandatorAdmin(keycloak), others.url());
        realm.clients().app(Map.of(Clients.CALLBACK_URL, others.url()));
        realm.clients().disable(realm.clients().app(Map.of(Clients.CALLBACK_URL, others.url())));
        realm.clients().callBackAt(realm.clients().withoutRole(), others.url());
        realm.finapi().create("{\"id\":\"first\"}").expect(201);

        realm.admin().deleteUser("first");

        realm.awaitUsers("first");
        Eventually.holds(() -> assertThat(others.userIds()).containsExactly("first", "first", "first"));
        assertThat(others.calls()).extracting(Receiver.Call::key).doesNotHaveDuplicates();
        others.close();
    }

    @Test
    void theNoticesOfARemovedClientGoWithIt() {
        var down = new Receiver(keycloak.testHost());
        var client = realm.clients().app(Map.of(Clients.CALLBACK_URL, down.url()));
        down.down();
        realm.deleted("first");
        realm.awaitUsers("first");

        realm.clients().delete(client);
        down.up();
        realm.deleted("second");
        realm.awaitUsers("first", "second");

        assertThat(down.calls()).isEmpty();
        down.close();
    }
}
