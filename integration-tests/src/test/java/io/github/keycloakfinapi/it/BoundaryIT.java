package io.github.keycloakfinapi.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Eventually;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where finAPI's API begins and ends. */
@BothVersions
final class BoundaryIT {

    private final FinApi finapi;
    private final KeycloakServer keycloak;
    private final Version version;

    BoundaryIT(Version version, KeycloakServer keycloak) {
        this.finapi = FinApi.of(keycloak, version);
        this.keycloak = keycloak;
        this.version = version;
    }

    /** Most realms are none of finAPI's, the one of the server's administrators among them. */
    @Test
    void aRealmWithoutFinapiClientsHasNoPathsOfFinapi() throws IOException, InterruptedException {
        var master = URI.create(keycloak.server() + "/realms/master");
        var nothing = get(master + "/nothing");

        for (var path : List.of(
                version.users(), version.token(), version.revoke(), version.resources() + "/openapi.yaml", "/api/ui")) {
            for (var answer : List.of(get(master + path), post(master + path))) {
                assertThat(answer.statusCode()).isEqualTo(404);
                assertThat(answer.body()).isEqualTo(nothing.body()).doesNotContain("errors");
            }
        }
    }

    /** Whoever hangs up has not found a fault in the server. */
    @Test
    void aCallerWhoHangsUpIsNoError() throws IOException, InterruptedException {
        var server = keycloak.server();
        var token = finapi.clientToken();
        var errors = errors();

        for (var path : List.of(version.users(), version.token())) {
            try (var socket = new Socket(server.getHost(), server.getPort())) {
                var head = "POST " + finapi.base().getPath() + path + " HTTP/1.1\r\nHost: " + server.getAuthority()
                        + "\r\nAuthorization: Bearer " + token
                        + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"id\":";
                socket.getOutputStream().write(head.getBytes(US_ASCII));
                socket.getOutputStream().flush();
                Thread.sleep(300);
                socket.setSoLinger(true, 0);
            }
        }

        Thread.sleep(1_000);
        finapi.create("{}").expect(201);
        assertThat(errors()).isEqualTo(errors);
    }

    /** Whoever misspells a setting finds it in the log, each time that it is another one. */
    @Test
    void theLogNamesAMisspeltSetting() {
        var clients = new Clients(keycloak.admin());
        var client = clients.app(Map.of("finapi.user-auto-verification", "no"));
        finapi.as(client).newUser();
        finapi.as(client).newUser();
        clients.setAttribute(client, "finapi.user-auto-verification", "nope");
        finapi.as(client).newUser();

        Eventually.holds(() -> assertThat(keycloak.log().lines())
                .filteredOn(line -> line.contains(client.id()) && line.contains("ERROR"))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .contains("ERROR", "finapi", "finapi.user-auto-verification", "true or false")));
    }

    /** Without what other tests ask for meanwhile: misspelt settings, and directories that are away. */
    private List<String> errors() {
        return keycloak.log()
                .lines()
                .filter(line -> line.contains(" ERROR "))
                .filter(line -> !line.contains("[io.github.keycloakfinapi.settings.")
                        && !line.contains("[org.keycloak.storage.ldap."))
                .toList();
    }

    private static HttpResponse<String> get(String uri) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(uri)));
    }

    private static HttpResponse<String> post(String uri) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(uri)).POST(BodyPublishers.ofString("{}")));
    }

    /** Not held to finAPI's specification, which is not in force there. */
    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(request.header("Accept", "application/json").build(), BodyHandlers.ofString());
    }
}
