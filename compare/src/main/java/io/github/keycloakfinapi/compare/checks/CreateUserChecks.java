package io.github.keycloakfinapi.compare.checks;

import static io.github.keycloakfinapi.compare.wire.Request.delete;
import static io.github.keycloakfinapi.compare.wire.Request.get;
import static io.github.keycloakfinapi.compare.wire.Request.post;

import io.github.keycloakfinapi.compare.wire.Json;
import java.util.Locale;

/** New users, and what a body may look like. */
final class CreateUserChecks extends Group {

    CreateUserChecks() {
        on(Operation.CREATE_USER);
        fields();
        generated();
        taken();
        bodies();
    }

    private void fields() {
        check(
                "create-user",
                a -> a.send(a.create(
                        "id",
                        a.id(),
                        "password",
                        a.password(),
                        "email",
                        "someone@example.org",
                        "phone",
                        "+49 99 999999-999",
                        "isAutoUpdateEnabled",
                        false)));
        check("create-user-id-and-password", a -> a.send(a.create("id", a.id(), "password", a.password())));
        check("create-user-spelling", a -> a.send(a.create("id", a.id("-AbC"))));
        check("create-user-auto-update", a -> a.send(a.create("id", a.id(), "isAutoUpdateEnabled", true)));
        check(
                "create-user-nulls",
                a -> a.send(a.create(
                        "id", a.id(), "password", null, "email", null, "phone", null, "isAutoUpdateEnabled", null)));
        check("create-user-unknown-field", a -> a.send(a.create("id", a.id(), "colour", "blue")));
        check("create-user-field-in-other-case", a -> a.send(a.create("id", a.id(), "Email", "a@example.org")));
        check("create-user-text-for-boolean", a -> a.send(a.create("id", a.id(), "isAutoUpdateEnabled", "true")));
        check("create-user-number-for-boolean", a -> a.send(a.create("id", a.id(), "isAutoUpdateEnabled", 1)));
        check("create-user-number-for-text", a -> a.send(a.create("id", a.id(), "phone", 4711)));
        check(
                "create-user-list-for-text",
                a -> a.send(a.create("id", a.id(), "email", new String[] {"a@example.org"})));
        check(
                "create-user-several-wrong-fields",
                a -> a.send(a.create(
                        "id", a.id(), "password", "short", "email", "x".repeat(321), "phone", "1".repeat(51))));
    }

    private void generated() {
        check("create-user-random-password", a -> {
            var reply = a.send(a.create("id", a.id()));
            a.note("length of the password", reply.text("password").length());
        });
        check("create-user-empty-object", a -> random(a, "{}")).needs(Need.IDS);
        check("create-user-without-body", a -> random(a, null)).needs(Need.IDS);
        check("create-user-null-id", a -> random(a, "{\"id\":null}")).needs(Need.IDS);
        check("create-user-empty-body-with-type", a -> random(a, "")).needs(Need.IDS);
    }

    /** The server chooses the id, so the answer is not compared as a whole but by these values. */
    private static void random(Api a, String body) {
        var request = a.asClient(post("/users"));
        var reply = a.call(body == null ? request : request.body("application/json", body));
        a.note("status", reply.status());
        a.note("code", reply.json().path("errors").path(0).path("code").asText());
        a.note("length of the id", reply.text("id").length());
        a.note("length of the password", reply.text("password").length());
    }

    private void taken() {
        check("create-user-id-taken", a -> {
            var user = a.newUser();
            a.send(a.create("id", user.id(), "password", a.password()));
        });
        check("create-user-id-taken-in-other-case", a -> {
            var user = a.newUser();
            a.send(a.create("id", user.id().toUpperCase(Locale.ROOT), "password", a.password()));
        });
        check("create-user-email-of-another", a -> {
            var email = "same@example.org";
            a.newUser("email", email);
            a.send(a.create("id", a.id(), "email", email));
        });
        check("create-user-id-of-a-deleted-user", a -> {
            var user = a.newUser("email", "before@example.org");
            a.prepare(200, a.asUser(user, delete("/users")));
            a.send(a.create("id", user.id(), "password", a.password()));
            a.send(a.asClient(get("/users/verificationStatus").query("userId", user.id())));
        });
        check("create-user-id-of-a-service-account", a -> a.send(a.create("id", "service-account-" + a.id())))
                .needs(Need.IDS);
    }

    private void bodies() {
        // A server that creates a user nevertheless does not read the id, and chooses one.
        body("create-user-broken-json", "application/json", "{\"id\":");
        body("create-user-list", "application/json", "[]");
        body("create-user-text", "application/json", "\"text\"");
        body("create-user-more-after-the-object", "application/json", "{\"password\":\"short\"} {}");
        check("create-user-field-twice", a -> {
            var id = a.id();
            a.send(a.asClient(post("/users"))
                    .body("application/json", "{\"id\":\"" + id + "\",\"phone\":\"1\",\"phone\":\"2\"}"));
        });
        check("create-user-type-with-charset", a -> typed(a, "application/json; charset=UTF-8"));
        check("create-user-type-in-odd-case", a -> typed(a, "Application/JSON"));
        check("create-user-type-plus-json", a -> typed(a, "application/vnd.example+json"))
                .needs(Need.IDS);
        check("create-user-type-missing", a -> typed(a, null)).needs(Need.IDS);
        check("create-user-type-text", a -> typed(a, "text/plain")).needs(Need.IDS);
        check("create-user-type-form", a -> typed(a, "application/x-www-form-urlencoded"))
                .needs(Need.IDS);
        check(
                "create-user-body-too-large",
                a -> a.send(a.create("id", a.id(), "phone", "1", "email", "x".repeat(70_000))));
    }

    private void body(String id, String type, String text) {
        check(id, a -> a.send(a.asClient(post("/users")).body(type, text))).needs(Need.IDS);
    }

    private static void typed(Api a, String type) {
        a.send(a.asClient(post("/users")).body(type, Json.of("id", a.id(), "password", a.password())));
    }
}
