package io.github.keycloakfinapi.it.finapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.server.Admin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A user signs in by a browser, to an application of the realm that knows nothing of finAPI. */
public record SignIn(URI base, Admin admin) {
    private static final String APPLICATION = "shop";
    private static final String REDIRECT = "http://127.0.0.1/shop";
    private static final Pattern ACTION = Pattern.compile("action=\"([^\"]+)\"");

    /** Adds the application to the realm. */
    public SignIn withApplication() {
        admin.post("/clients", Map.of("clientId", APPLICATION, "publicClient", true, "redirectUris", List.of(REDIRECT)))
                .expect(201);
        return this;
    }

    /** Whether the application is sent a code for the user; held up is who gets a page that says so. */
    public boolean letsIn(Credentials user) {
        var cookies = new TreeMap<String, String>();
        var page = send(
                cookies,
                HttpRequest.newBuilder(URI.create(base + "/protocol/openid-connect/auth?"
                        + Call.encoded(Map.of(
                                "client_id",
                                APPLICATION,
                                "redirect_uri",
                                REDIRECT,
                                "response_type",
                                "code",
                                "scope",
                                "openid")))));
        var action = ACTION.matcher(page.body());
        if (!action.find()) {
            throw new AssertionError("No page to sign in: " + page.statusCode() + " " + page.body());
        }
        var answer = send(
                cookies,
                HttpRequest.newBuilder(URI.create(action.group(1).replace("&amp;", "&")))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(
                                Call.encoded(Map.of("username", user.id(), "password", user.secret())))));
        // The required actions have a page of their own, to which the browser is sent first.
        while (answer.statusCode() == 302 && !location(answer).startsWith(REDIRECT)) {
            answer = send(cookies, HttpRequest.newBuilder(URI.create(location(answer))));
        }
        var letIn = answer.statusCode() == 302 && location(answer).contains("code=");
        if (!letIn && answer.statusCode() != 403) {
            throw new AssertionError("Neither let in nor held up: " + answer + answer.body());
        }
        return letIn;
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    /** Keycloak's cookies are for HTTPS and for this machine, which Java's store of cookies does not know. */
    private static HttpResponse<String> send(Map<String, String> cookies, HttpRequest.Builder request) {
        cookies.values().forEach(cookie -> request.header("Cookie", cookie));
        try {
            var answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString(UTF_8));
            answer.headers().allValues("Set-Cookie").stream()
                    .map(cookie -> cookie.split(";", 2)[0])
                    .forEach(cookie -> cookies.put(cookie.split("=", 2)[0], cookie));
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
