package io.github.keycloakfinapi.compare.checks;

import static io.github.keycloakfinapi.compare.wire.Request.delete;
import static io.github.keycloakfinapi.compare.wire.Request.get;
import static io.github.keycloakfinapi.compare.wire.Request.oauth;
import static io.github.keycloakfinapi.compare.wire.Request.patch;
import static io.github.keycloakfinapi.compare.wire.Request.post;
import static io.github.keycloakfinapi.compare.wire.Request.to;

import java.util.function.Consumer;

/** What holds for every operation: paths, methods, headers, languages. */
final class GeneralChecks extends Group {

    GeneralChecks() {
        on(Operation.GENERAL);
        paths();
        headers();
        requestIds();
        languages();
        on(Operation.OPENAPI);
        check("openapi-yaml", a -> a.send(get("/openapi.yaml"))).withoutBody();
        check("openapi-json", a -> a.send(get("/openapi.json"))).withoutBody();
    }

    private void paths() {
        check("path-unknown", a -> a.send(a.asClient(get("/noSuchPath"))));
        check("path-unknown-without-token", a -> a.send(get("/noSuchPath")));
        check("path-unknown-of-the-token-service", a -> a.send(oauth("POST", "/noSuchPath")));
        check("path-with-slash-at-the-end", a -> a.send(a.asUser(a.someone(), get("/users/"))));
        check("path-in-other-case", a -> a.send(a.asUser(a.someone(), get("/Users"))));
        check(
                        "method-put",
                        a -> a.send(a.asUser(a.someone(), to("PUT", "/users").json())))
                .headers("Allow");
        check("method-put-without-token", a -> a.send(to("PUT", "/users").json()));
        check(
                        "method-post-instead-of-get",
                        a -> a.send(a.asClient(post("/clientConfiguration").json())))
                .headers("Allow");
        check(
                "override-with-another-value",
                a -> a.send(a.asUser(
                        a.someone(),
                        post("/users").header("X-HTTP-Method-Override", "PUT").json())));
        check(
                "override-on-get",
                a -> a.send(a.asUser(a.someone(), get("/users").header("X-HTTP-Method-Override", "DELETE"))));
        check(
                "override-in-lower-case",
                a -> a.send(a.asUser(
                        a.someone(),
                        post("/users").header("X-HTTP-Method-Override", "patch").json())));
    }

    private void headers() {
        check("header-content-type", a -> a.send(a.asUser(a.someone(), get("/users"))))
                .headers("Content-Type")
                .withoutBody();
        check("header-content-type-of-an-error", a -> a.send(a.asClient(get("/users"))))
                .headers("Content-Type")
                .withoutBody();
        check("header-content-type-of-an-unknown-caller", a -> a.send(get("/users")))
                .headers("Content-Type")
                .withoutBody();
        cache("header-cache-control", a -> a.send(a.asUser(a.someone(), get("/users"))));
        cache("header-cache-control-of-a-new-user", a -> a.send(a.create("id", a.id())));
        cache("header-cache-control-of-an-error", a -> a.send(a.asClient(get("/users"))));
        cache("header-cache-control-of-an-unknown-caller", a -> a.send(get("/users")));
        check("accept-xml", a -> a.send(a.asUser(a.someone(), get("/users").header("Accept", "application/xml"))));
        check("accept-anything", a -> a.send(a.asUser(a.someone(), get("/users").header("Accept", "*/*"))));
        check(
                        "cors-not-for-tokens",
                        a -> a.send(a.token("grant_type", "client_credentials")
                                .header("Origin", "https://app.example.org")))
                .headers("Access-Control-Allow-Origin");
        check(
                        "cors-of-an-unknown-origin",
                        a -> a.send(a.asUser(a.someone(), get("/users").header("Origin", "https://app.example.org"))))
                .headers("Access-Control-Allow-Origin");
    }

    private void cache(String id, Consumer<Api> calls) {
        check(id, calls).headers("Cache-Control").withoutBody();
    }

    private void requestIds() {
        requestId("request-id", "my-request-4711");
        requestId("request-id-blank", " ");
        requestId("request-id-longest", "x".repeat(255));
        requestId("request-id-too-long", "x".repeat(256));
        check("request-id-generated", a -> a.send(a.asUser(a.someone(), get("/users"))))
                .headers("X-Request-Id");
        check(
                        "request-id-of-an-error",
                        a -> a.send(a.asClient(get("/users")).header("X-Request-Id", "my-request-4711")))
                .headers("X-Request-Id");
        check("request-id-of-an-unknown-caller", a -> a.send(get("/users").header("X-Request-Id", "my-request-4711")))
                .headers("X-Request-Id");
        check(
                        "request-id-of-a-token",
                        a -> a.send(
                                a.token("grant_type", "client_credentials").header("X-Request-Id", "my-request-4711")))
                .headers("X-Request-Id");
        check(
                "request-id-too-long-on-delete",
                a -> a.send(a.asUser(a.newUser(), delete("/users")).header("X-Request-Id", "x".repeat(256))));
    }

    private void requestId(String id, String value) {
        check(id, a -> a.send(a.asUser(a.someone(), get("/users")).header("X-Request-Id", value)))
                .headers("X-Request-Id");
    }

    private void languages() {
        language("language-default", null);
        language("language-german", "de");
        language("language-english", "en");
        language("language-czech", "cs");
        language("language-slovak", "sk");
        language("language-with-region", "en-US");
        language("language-unknown", "fr");
        language("language-by-weight", "fr, en;q=0.5, de;q=0.1");
        check(
                        "language-of-a-technical-error",
                        a -> a.send(a.asUser(a.someone(), patch("/users").json("phone", "1".repeat(51)))))
                .messages();
        check("language-of-a-forbidden-call", a -> a.send(a.asClient(get("/users"))))
                .messages();
        check("language-of-a-wrong-password", a -> a.send(a.login(a.id(), "wrong-password")))
                .messages();
        check("wording-of-an-unknown-user", a -> a.send(a.asClient(post("/users/verify/" + a.id()))))
                .messages();
    }

    /** An error about the user has the caller's language. */
    private void language(String id, String language) {
        check(id, a -> {
                    var request = a.create("id", a.someone().id());
                    a.send(language == null ? request : request.header("Accept-Language", language));
                })
                .messages();
    }
}
