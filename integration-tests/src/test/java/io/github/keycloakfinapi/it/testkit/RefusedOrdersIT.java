package io.github.keycloakfinapi.it.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.testkit.Faults;
import io.github.keycloakfinapi.testkit.FinapiClient;
import io.github.keycloakfinapi.testkit.FinapiServer;
import io.github.keycloakfinapi.testkit.FinapiTest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A mistake in a test is told at once, and not by a fault that never comes. */
@FinapiTest
final class RefusedOrdersIT {

    private final FinapiServer server;
    private final FinapiClient client;
    private final Faults faults;

    RefusedOrdersIT(FinapiServer server, FinapiClient client) {
        this.server = server;
        this.client = client;
        this.faults = server.faults().forClient(client);
    }

    @Test
    void whatFinApiNeverAnswersCannotBeOrdered() {
        assertThatThrownBy(() -> faults.failNext(418)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void callsAreNotNarrowedToNothing() {
        assertThatThrownBy(() -> faults.forPath(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> faults.failNext(403, null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void whatMakesNoSenseCannotBeOrdered() {
        var token = server.clientToken(client);
        var user = server.createUser(client);
        var finapi =
                new FinApi(URI.create(server.getBaseUrl()), Version.V2, new Credentials(client.id(), client.secret()));
        var refreshToken = finapi.requestUserToken(new Credentials(user.id(), user.password()))
                .text("refresh_token");

        for (ThrowingCallable order : List.<ThrowingCallable>of(
                () -> faults.times(0),
                () -> faults.times(2).slowDown(Duration.ofSeconds(1)),
                () -> faults.slowDown(Duration.ofSeconds(-1)),
                () -> faults.times(2).expireToken(token),
                () -> faults.forPath("/users").expireToken(token),
                () -> faults.forMethod("GET").expireToken(token),
                () -> faults.expireToken("token"),
                () -> faults.expireToken("not.json.either"),
                () -> faults.expireToken(refreshToken))) {
            assertThatThrownBy(order).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(server.clientToken(client)).isEqualTo(token);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "callback", "ftp://localhost/callback", "http:///callback", "http://local host/"})
    void deletionsAreToldAtAUrlOnly(String url) {
        assertThatThrownBy(() -> server.sendDeletionCallbacks(client, url))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
