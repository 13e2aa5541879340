package io.github.keycloakfinapi.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** There a body needs neither a length nor another sign of it in the headers. */
@BothVersions
final class Http2IT {

    private final FinApi finapi;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

    Http2IT(Version version, KeycloakServer keycloak) {
        this.finapi = FinApi.of(keycloak, version);
    }

    /** What is on its way when the connection changes to HTTP/2 is still HTTP/1.1. */
    @BeforeEach
    void change() throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(finapi.users("GET").uri()));
    }

    @Test
    void aFormIsUnderstood() throws IOException, InterruptedException {
        var form = Call.encoded(Map.of(
                "grant_type", "client_credentials",
                "client_id", finapi.client().id(),
                "client_secret", finapi.client().secret()));

        assertThat(post(finapi.call("POST", finapi.version().token()), "application/x-www-form-urlencoded", form)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void soIsJsonAndNothingElse() throws IOException, InterruptedException {
        var creation = finapi.users("POST");

        assertThat(post(creation, "application/json", "{}").statusCode()).isEqualTo(201);
        assertThat(post(creation, "text/plain", "{}").statusCode()).isEqualTo(415);
    }

    private HttpResponse<String> post(Call call, String contentType, String body)
            throws IOException, InterruptedException {
        var ofAnyLength = BodyPublishers.fromPublisher(BodyPublishers.ofString(body, UTF_8));
        return send(HttpRequest.newBuilder(call.uri())
                .header("Content-Type", contentType)
                .header("Authorization", "Bearer " + finapi.clientToken())
                .POST(ofAnyLength));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        return answer;
    }
}
