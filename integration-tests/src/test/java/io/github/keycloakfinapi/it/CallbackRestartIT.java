package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Eventually;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Receiver;
import io.github.keycloakfinapi.it.server.Build;
import io.github.keycloakfinapi.it.server.Database;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.ServerOptions;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A server that is killed has lost no notice of a deleted user. */
@WithKeycloak
final class CallbackRestartIT {

    private final KeycloakServer keycloak;

    CallbackRestartIT(KeycloakServer keycloak) {
        this.keycloak = keycloak;
    }

    @Test
    void whatWasSentAndNotMarkedIsSentAgainAndWhatWasNotSentArrives() {
        var killed = new CountDownLatch(1);
        try (var database = Database.create();
                var receiver = new Receiver(keycloak.testHost());
                var down = new Receiver(keycloak.testHost())) {
            // Built without metrics, which notices must not need.
            var build = Build.standard();
            var options = ServerOptions.development()
                    .build(new Build(build.database(), List.of("--health-enabled=true"), build.providers()))
                    .database(database);
            // The notice has arrived, and Keycloak does not hear of it any more.
            receiver.answers(exchange -> await(killed));
            down.down();
            try (var first = KeycloakServer.start(options)) {
                var finapi = FinApi.of(first, Version.V2);
                new Clients(first.admin()).callBackAt(finapi.client(), receiver.url());
                new Clients(first.admin()).callBackAt(FinApi.mandatorAdmin(first), down.url());
                finapi.create("{\"id\":\"Gone.User\"}").expect(201);
                first.admin().deleteUser("gone.user");
                Eventually.holds(() -> assertThat(receiver.userIds()).containsExactly("Gone.User"));
            }
            killed.countDown();
            receiver.answers(Receiver.status(200));
            down.up();
            try (var second = KeycloakServer.start(options)) {
                Eventually.holds(() -> assertThat(receiver.userIds()).containsExactly("Gone.User", "Gone.User"));
                Eventually.holds(() -> assertThat(down.userIds()).containsExactly("Gone.User"));
                assertThat(receiver.calls().get(1).key())
                        .isEqualTo(receiver.calls().get(0).key());
                Eventually.holds(() ->
                        assertThat(second.log()).contains("notices of deleted users reach " + keycloak.testHost()));
            }
            assertThat(database.columnsWith(List.of("Gone.User"))).isEmpty();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
