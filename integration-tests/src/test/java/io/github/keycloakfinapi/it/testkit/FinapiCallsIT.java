package io.github.keycloakfinapi.it.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.testkit.FinapiCall;
import io.github.keycloakfinapi.testkit.FinapiClient;
import io.github.keycloakfinapi.testkit.FinapiServer;
import io.github.keycloakfinapi.testkit.FinapiTest;
import io.github.keycloakfinapi.testkit.FinapiUser;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The kit's record of what an application has called. */
@FinapiTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class FinapiCallsIT {

    private final FinapiServer server;
    private final FinapiClient client;

    FinapiCallsIT(FinapiServer server, FinapiClient client) {
        this.server = server;
        this.client = client;
    }

    private FinApi as(FinapiClient caller, String baseUrl) {
        return new FinApi(URI.create(baseUrl), Version.V2, new Credentials(caller.id(), caller.secret()));
    }

    @Test
    void theKitsOwnCallsAreNone(FinapiUser user) {
        server.userToken(user);

        assertThat(server.calls(client)).isEmpty();
    }

    @Test
    void callsAreKnownByClientInTheirOrder() {
        var other = server.createClient();
        server.faults().forClient(client).forPath("/users").failNext(503);
        var finapi = as(client, server.getBaseUrl());
        var token = finapi.clientToken();
        finapi.users("POST").bearer(token).json("{}").send();
        finapi.users("POST").bearer(token).json("{}").send();

        assertThat(server.calls(client))
                .containsExactly(
                        new FinapiCall("POST", "/api/v2/oauth/token", 200),
                        new FinapiCall("POST", "/api/v2/users", 503),
                        new FinapiCall("POST", "/api/v2/users", 201));
        assertThat(server.calls(other)).isEmpty();
        server.deleteClient(other);
    }

    @Test
    void theBaseUrlMakesNoDifference() {
        as(client, server.getHostRootUrl()).requestClientToken();

        assertThat(server.calls(client)).containsExactly(new FinapiCall("POST", "/api/v2/oauth/token", 200));
    }

    @Test
    void theSchemeMayBeInLowerCase() {
        var token = server.clientToken(client);

        as(client, server.getBaseUrl())
                .users("POST")
                .header("Authorization", "bearer " + token)
                .json("{}")
                .send();

        assertThat(server.calls(client)).containsExactly(new FinapiCall("POST", "/api/v2/users", 201));
    }

    @Test
    void aCallWithEmptyCredentialsIsAnswered() {
        var call = as(client, server.getBaseUrl())
                .call("POST", Version.V2.token())
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(":".getBytes(US_ASCII)))
                .form(Map.of("grant_type", "client_credentials"));

        assertThat(call.send().status()).isBetween(400, 499);
    }

    @Test
    void aCallWhoseAnswerBrokeOffIsOne() {
        server.faults().forClient(client).cutNextConnection();

        assertThatThrownBy(() -> as(client, server.getBaseUrl()).requestClientToken())
                .isInstanceOf(UncheckedIOException.class);
        assertThat(server.calls(client)).contains(new FinapiCall("POST", "/api/v2/oauth/token", 200));
    }

    /** The one that all tests share; only these two use it. */
    @Test
    @Order(1)
    void theRealmsClientCalls() {
        as(server.client(), server.getBaseUrl()).requestClientToken();

        assertThat(server.calls(server.client())).hasSize(1);
    }

    @Test
    @Order(2)
    void theNextTestBeginsAnew() {
        assertThat(server.calls(server.client())).isEmpty();
        assertThat(FinapiServer.shared().calls(server.client())).isNotEmpty();
    }
}
