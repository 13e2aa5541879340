package io.github.keycloakfinapi.it.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One HTTP request. It sends what it was told and nothing a library would add: the wire is what the tests are about. */
public record Call(String method, URI uri, Map<String, List<String>> headers, byte[] body) {

    /** A new realm makes keys, which takes long where several servers share a small machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    public static Call to(String method, URI uri) {
        return new Call(method, uri, Map.of(), null);
    }

    public Call at(URI other) {
        return new Call(method, other, headers, body);
    }

    /** This header with this value and no other. */
    public Call header(String name, String value) {
        return header(name, List.of(value));
    }

    /** The header once for each value. */
    public Call header(String name, List<String> values) {
        var all = new TreeMap<>(headers);
        all.put(name, values);
        return new Call(method, uri, all, body);
    }

    public Call bearer(String token) {
        return header("Authorization", "Bearer " + token);
    }

    public Call json(String json) {
        return body("application/json", json.getBytes(UTF_8));
    }

    public Call form(Map<String, String> parameters) {
        return body("application/x-www-form-urlencoded", encoded(parameters).getBytes(UTF_8));
    }

    public Call body(String contentType, byte[] bytes) {
        return body(bytes).header("Content-Type", contentType);
    }

    public Call body(byte[] bytes) {
        return new Call(method, uri, headers, bytes);
    }

    /** What comes back has been held to the specification, where the call is one of finAPI's. */
    public Answer send() {
        var content = body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
        var request = HttpRequest.newBuilder(uri).method(method, content).timeout(PATIENCE);
        headers.forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString(UTF_8));
            var answer = new Answer(response.statusCode(), response.headers(), response.body());
            Contract.require(this, answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + uri, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted in " + method + " " + uri, e);
        }
    }

    public static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(each -> URLEncoder.encode(each.getKey(), UTF_8) + "=" + URLEncoder.encode(each.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
