package io.github.keycloakfinapi.it.testkit;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.github.dockerjava.api.model.Ports.Binding;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.http.Receiver;
import io.github.keycloakfinapi.testkit.FinapiContainer;
import io.github.keycloakfinapi.testkit.FinapiServer;
import io.github.keycloakfinapi.testkit.FinapiSettings;
import io.github.keycloakfinapi.testkit.FinapiVersion;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server of the test kit with other settings than usual. */
final class FinapiSettingsIT {

    private static final FinapiSettings SETTINGS = FinapiSettings.defaults()
            .withVersion(FinapiVersion.V1)
            .withAutoVerification(false)
            .withMaxLoginAttempts(2)
            .withTokenLifetime(Duration.ofSeconds(90));

    private static FinapiServer server;

    @BeforeAll
    static void start() {
        server = FinapiServer.start(SETTINGS);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static FinApi finapi() {
        var client = server.client();
        return new FinApi(URI.create(server.getBaseUrl()), Version.V1, new Credentials(client.id(), client.secret()));
    }

    @Test
    void theClientsAreBoundToTheVersion() {
        assertThat(finapi().create("{}").status()).isEqualTo(201);
        assertThatError(finapi().in(Version.V2).requestClientToken()).isEnvelope(403, "UNAUTHORIZED_ACCESS");
    }

    @Test
    void newUsersGetNoTokenUntilTheyAreVerified() {
        var user = server.createUser();
        var credentials = new Credentials(user.id(), user.password());

        assertThatError(finapi().requestUserToken(credentials)).isEnvelope(403, "USER_NOT_VERIFIED");
        assertThatThrownBy(() -> server.userToken(user))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("USER_NOT_VERIFIED");
        server.verify(user);

        assertThat(finapi().requestUserToken(credentials).status()).isEqualTo(200);
    }

    @Test
    void thatManyWrongPasswordsLockAUser() {
        var user = server.createUser();
        server.verify(user);

        finapi().requestUserToken(new Credentials(user.id(), "wrong"));
        finapi().requestUserToken(new Credentials(user.id(), "wrong"));

        assertThatError(finapi().requestUserToken(new Credentials(user.id(), user.password())))
                .isEnvelope(423, "LOCKED");
    }

    @Test
    void tokensLastThatLong() {
        var user = server.createUser();
        server.verify(user);

        assertThat(finapi().requestClientToken().json().path("expires_in").asInt())
                .isLessThanOrEqualTo(90);
        assertThat(finapi().requestUserToken(new Credentials(user.id(), user.password()))
                        .json()
                        .path("expires_in")
                        .asInt())
                .isLessThanOrEqualTo(90);
    }

    @Test
    void aClientMayHaveItsOwn() {
        var client = server.createClient(SETTINGS.withVersion(FinapiVersion.V2).withAutoVerification(true));

        assertThat(server.userToken(server.createUser(client))).isNotEmpty();
    }

    @Test
    void theNumberOfLoginAttemptsIsTheServers() {
        assertThatThrownBy(() -> server.createClient(SETTINGS.withMaxLoginAttempts(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("server's, 2");
    }

    @Test
    void theNetworkOfThisMachineDoesNotReachAContainer() {
        assumeThat(server).isInstanceOf(FinapiContainer.class);
        var container = (FinapiContainer) server;
        assumeThat(container.getHost()).isIn("localhost", "127.0.0.1");

        var ports = container.getContainerInfo().getNetworkSettings().getPorts().getBindings();
        assertThat(ports.values())
                .isNotEmpty()
                .allSatisfy(bindings ->
                        assertThat(bindings).extracting(Binding::getHostIp).containsOnly("127.0.0.1"));
    }

    @Test
    void containersReachNothingOfTheApplicationButItsCallback() {
        assumeThat(server).isInstanceOf(FinapiContainer.class);
        try (var application = new Receiver("127.0.0.1")) {
            server.sendDeletionCallbacks(server.client(), application.url() + "?of=users");
            var told = finapi().configuration().text("userSynchronizationCallbackUrl");

            assertThat(Call.to("POST", URI.create(told.replace("/callback", "/callback/../admin")))
                            .send()
                            .status())
                    .isEqualTo(404);
            assertThat(Call.to("GET", URI.create(told).resolve("/")).send().status())
                    .isEqualTo(404);
            assertThat(application.calls()).isEmpty();
            assertThat(Call.to("POST", URI.create(told)).send().status()).isEqualTo(200);
            assertThat(application.calls().get(0).target()).isEqualTo("/callback?of=users");

            server.sendDeletionCallbacks(server.client(), application.url());
            assertThatThrownBy(() -> Call.to("POST", URI.create(told)).send()).isInstanceOf(UncheckedIOException.class);
        }
    }
}
