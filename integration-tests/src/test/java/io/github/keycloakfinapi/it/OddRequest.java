package io.github.keycloakfinapi.it;

import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/** A request that no application sends: every value that a caller can choose is random. */
record OddRequest(int number) {

    private static final List<String> REALMS = List.of("finapi", "finapi", "nowhere-%s");
    private static final List<String> PATHS = List.of(
            "/api/%s",
            "/api/v1/%s",
            "/api/v2/%s/%s",
            "/oauth/%s",
            "/oauth/token?client_id=%s",
            "/api/v1/users?access_token=%s",
            "/api/v2/users/%s",
            "/api/v2/users/verify/%s?%s=%s",
            "/api/v2/mandatorAdmin/getUserList?%s");
    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "BREW-%s");
    private static final List<String> HEADERS = List.of(
            "X-Request-Id",
            "X-HTTP-Method-Override",
            "Authorization",
            "Content-Type",
            "Accept-Language",
            "Origin",
            "X-%s");

    /** At the same time. */
    private static final int CONNECTIONS = 100;

    /**
     * Sends so many different requests.
     *
     * @return the statuses of the answers
     */
    static Set<Integer> send(KeycloakServer keycloak, int count) {
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var free = new Semaphore(CONNECTIONS);
        var statuses = IntStream.range(0, count)
                .mapToObj(number -> {
                    free.acquireUninterruptibly();
                    return http.sendAsync(new OddRequest(number).to(keycloak.server()), BodyHandlers.discarding())
                            .whenComplete((answer, failure) -> free.release());
                })
                .toList();
        return new TreeSet<>(statuses.stream()
                .map(CompletableFuture::join)
                .map(HttpResponse::statusCode)
                .toList());
    }

    private HttpRequest to(URI server) {
        // All combinations of realm, path, method and header occur, and no value occurs twice.
        var path = "/realms/" + REALMS.get(number % 3) + PATHS.get(number / 3 % 9);
        return HttpRequest.newBuilder(URI.create(server + madeUp(path)))
                .method(madeUp(METHODS.get(number / 27 % 8)), BodyPublishers.noBody())
                .header(madeUp(HEADERS.get(number % 7)), madeUp("odd %s"))
                .build();
    }

    private String madeUp(String pattern) {
        return pattern.replace("%s", Integer.toString(number, Character.MAX_RADIX) + "-" + System.nanoTime());
    }
}
