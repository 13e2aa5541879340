package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.CallbackRealm;
import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Eventually;
import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.http.Receiver;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.net.URI;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A notice is sent until the receiver has had its say, and keeps no other from arriving. */
@WithKeycloak
final class CallbackDeliveryIT {

    private final KeycloakServer keycloak;

    @AutoClose
    private final CallbackRealm realm;

    private final Receiver receiver;

    CallbackDeliveryIT(KeycloakServer keycloak) {
        this.keycloak = keycloak;
        this.realm = new CallbackRealm(keycloak);
        this.receiver = realm.receiver();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204})
    void whatIsAcceptedIsNotSentAgain(int status) {
        receiver.answers(Receiver.status(status));
        realm.deleted("first");
        realm.awaitUsers("first");

        realm.deleted("second");

        realm.awaitUsers("first", "second");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500})
    void whatFailsIsSentAgainWithTheSameKey(int status) {
        receiver.answers(Receiver.status(status));
        realm.deleted("first");
        Eventually.holds(() -> assertThat(receiver.calls()).hasSizeGreaterThan(1));
        receiver.answers(Receiver.status(200));
        var before = receiver.calls().size();
        Eventually.holds(() -> assertThat(receiver.calls()).hasSizeGreaterThan(before));

        assertThat(receiver.calls())
                .extracting(Receiver.Call::key)
                .containsOnly(receiver.calls().get(0).key());
        assertThat(new HashSet<>(receiver.userIds())).containsExactly("first");
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 307, 400, 404})
    void whatIsRefusedIsNotSentAgainNorFollowedAndKeepsNothingElse(int status) {
        var elsewhere = new Receiver(keycloak.testHost());
        receiver.answers(Receiver.status(status, "Location", elsewhere.url()));
        realm.deleted("first");
        realm.awaitUsers("first");
        receiver.answers(Receiver.status(200));

        realm.deleted("second");

        realm.awaitUsers("first", "second");
        assertThat(elsewhere.calls()).isEmpty();
        Eventually.holds(() -> assertThat(keycloak.log()).contains("answered HTTP " + status));
        elsewhere.close();
    }

    /** One notice that always fails keeps no other. */
    @Test
    void oneThatFailsKeepsNoOther() {
        receiver.answers(exchange -> exchange.sendResponseHeaders(
                receiver.userIds().get(receiver.userIds().size() - 1).equals("poison") ? 500 : 200, -1));
        realm.deleted("poison");
        Eventually.holds(() -> assertThat(receiver.userIds()).contains("poison"));

        realm.deleted("second");
        realm.deleted("third");

        Eventually.holds(() -> assertThat(receiver.userIds()).contains("second", "third"));
    }

    @Test
    void aReceiverThatHangsKeepsNoOther() {
        var end = new CountDownLatch(1);
        var hanging = new Receiver(keycloak.testHost()).answers(exchange -> await(end));
        realm.clients().app(Map.of(Clients.CALLBACK_URL, hanging.url()));

        realm.deleted("first");
        Eventually.holds(() -> assertThat(hanging.userIds()).containsExactly("first"));
        realm.deleted("second");
        realm.awaitUsers("first", "second");

        Eventually.holds(() -> assertThat(hanging.calls()).hasSizeGreaterThan(1));
        end.countDown();
        hanging.close();
    }

    @Test
    void whatHasWaitedForAReceiverThatWasDownArrives() {
        var many = IntStream.range(0, 250).mapToObj("many-%03d"::formatted).toList();
        many.forEach(id -> realm.finapi().create(Map.of("id", id)).expect(201));
        receiver.down();
        realm.mandator().deleteUsers(many).expect(200);
        Eventually.holds(() -> assertThat(keycloak.log()).contains("(no connection)"));
        assertThat(receiver.calls()).isEmpty();

        receiver.up();

        Eventually.holds(() -> assertThat(receiver.userIds()).containsExactlyInAnyOrderElementsOf(many));
    }

    @Test
    void theMetricsShowWhatWaits() {
        receiver.down();
        realm.deleted("first");
        realm.deleted("second");

        var waiting = "finapi_callback_notices{realm=\"" + realm.name() + "\",state=\"waiting\"} ";
        Eventually.holds(() -> assertThat(metrics()).contains(waiting + "2.0"));
        receiver.up();
        Eventually.holds(() -> assertThat(metrics())
                .contains(waiting + "0.0")
                .contains("finapi_callback_oldest_seconds{realm=\"" + realm.name() + "\"} 0.0")
                .contains("finapi_callback_attempts_total{outcome=\"delivered\",realm=\"" + realm.name() + "\"} 2.0"));
    }

    private String metrics() {
        return Call.to("GET", URI.create(keycloak.management() + "/metrics"))
                .send()
                .expect(200)
                .body();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
