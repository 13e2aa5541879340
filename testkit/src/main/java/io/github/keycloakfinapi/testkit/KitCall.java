package io.github.keycloakfinapi.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** A call of the kit's own: straight to the server, so that no fault hits it. */
final class KitCall {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String method;
    private final URI uri;
    private final HttpRequest.Builder request;

    private KitCall(String method, URI uri) {
        this.method = method;
        this.uri = uri;
        this.request = HttpRequest.newBuilder(uri).timeout(PATIENCE).method(method, BodyPublishers.noBody());
    }

    static KitCall to(String method, String uri) {
        return new KitCall(method, URI.create(uri));
    }

    KitCall headers(Map<String, String> headers) {
        headers.forEach(request::header);
        return this;
    }

    KitCall bearer(String token) {
        request.header("Authorization", "Bearer " + token);
        return this;
    }

    KitCall json(Object body) {
        return body("application/json", Json.of(body));
    }

    KitCall form(Map<String, String> parameters) {
        return body(
                "application/x-www-form-urlencoded",
                parameters.entrySet().stream()
                        .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                        .collect(Collectors.joining("&")));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private KitCall body(String type, String body) {
        request.header("Content-Type", type).method(method, BodyPublishers.ofString(body));
        return this;
    }

    /** The answer, which is JSON or nothing. */
    JsonNode send() {
        var body = answer().body();
        return Json.read(body.isEmpty() ? "{}" : body);
    }

    /** Where the new thing is. */
    String sendAndFollow() {
        return answer().headers().firstValue("Location").orElseThrow();
    }

    private HttpResponse<String> answer() {
        try {
            var answer = HTTP.send(request.build(), BodyHandlers.ofString(UTF_8));
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(
                        method + " " + uri + " was answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + uri, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted in " + method + " " + uri, e);
        }
    }
}
