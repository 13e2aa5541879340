package io.github.keycloakfinapi.compare.checks;

import static io.github.keycloakfinapi.compare.wire.Request.get;
import static io.github.keycloakfinapi.compare.wire.Request.patch;
import static io.github.keycloakfinapi.compare.wire.Request.post;

import io.github.keycloakfinapi.compare.wire.Request;

/** What a user's own token reads, edits and deletes. */
final class UserChecks extends Group {

    UserChecks() {
        read();
        edit();
        delete();
        unverified();
    }

    private void read() {
        on(Operation.GET_USER);
        check("get-user", a -> a.send(a.asUser(a.someone(), get("/users"))));
        check("get-user-without-email-and-phone", a -> a.send(a.asUser(a.newUser(), get("/users"))));
        check(
                "get-user-with-json-type",
                a -> a.send(a.asUser(a.someone(), get("/users").header("Content-Type", "application/json"))));
        check("get-user-unknown-parameter", a -> a.send(a.asUser(a.someone(), get("/users?colour=blue"))));
        check("get-user-spelling", a -> a.send(a.asUser(a.newUserCalled(a.id("-AbC")), get("/users"))));
    }

    private void edit() {
        on(Operation.EDIT_USER);
        edit("edit-user-email", "email", "new@example.org");
        edit("edit-user-phone", "phone", "4711");
        edit("edit-user-all", "email", "new@example.org", "phone", "4711", "isAutoUpdateEnabled", false);
        edit("edit-user-empty-removes", "email", "", "phone", "");
        edit("edit-user-blank", "email", "   ");
        edit("edit-user-null-is-unchanged", "email", null, "phone", "4711");
        edit("edit-user-nothing");
        edit("edit-user-only-nulls", "email", null);
        edit("edit-user-auto-update", "isAutoUpdateEnabled", true);
        edit("edit-user-text-for-boolean", "isAutoUpdateEnabled", "true");
        edit("edit-user-unknown-field", "colour", "blue");
        edit("edit-user-id", "id", "another");
        edit("edit-user-password", "password", "another-password");
        edit("edit-user-email-longest", "email", "x".repeat(320));
        edit("edit-user-email-too-long", "email", "x".repeat(321));
        edit("edit-user-phone-longest", "phone", "1".repeat(50));
        edit("edit-user-phone-too-long", "phone", "1".repeat(51));
        edit("edit-user-several-wrong-fields", "email", "x".repeat(321), "phone", "1".repeat(51));
        check("edit-user-without-body", a -> a.send(a.asUser(a.someone(), patch("/users"))));
        check(
                "edit-user-broken-json",
                a -> a.send(a.asUser(a.someone(), patch("/users").body("application/json", "{"))));
        check(
                "edit-user-by-override",
                a -> a.send(a.asUser(
                        a.newUser(),
                        post("/users").header("X-HTTP-Method-Override", "PATCH").json("phone", "4711"))));
        check(
                "edit-user-by-post",
                a -> a.send(a.asUser(a.newUser(), post("/users").json("phone", "4711"))));
        check(
                "edit-user-override-on-patch",
                a -> a.send(a.asUser(
                        a.newUser(),
                        patch("/users")
                                .header("X-HTTP-Method-Override", "PATCH")
                                .json("phone", "4711"))));
        check(
                "edit-user-override-with-delete-on-patch",
                a -> a.send(a.asUser(
                        a.newUser(),
                        patch("/users")
                                .header("X-HTTP-Method-Override", "DELETE")
                                .json("phone", "4711"))));
    }

    private void edit(String id, Object... fields) {
        check(id, a -> {
            var token = a.userToken(a.newUser("email", "old@example.org"));
            a.send(patch("/users").bearer(token).json(fields));
            a.send(get("/users").bearer(token));
        });
    }

    private void delete() {
        on(Operation.DELETE_USER);
        check("delete-user", a -> {
            var user = a.newUser();
            var tokens = a.tokens(user);
            a.send(Request.delete("/users").bearer(tokens.access()));
            a.send(get("/users").bearer(tokens.access()));
            a.send(a.refresh(tokens.refresh()));
            a.send(a.login(user));
            a.send(a.asClient(get("/users/verificationStatus").query("userId", user.id())));
        });
        check(
                "delete-user-with-psu-headers",
                a -> a.send(a.asUser(a.newUser(), Request.delete("/users"))
                        .header("PSU-IP-Address", "192.0.2.1")
                        .header("PSU-Device-OS", "Android 16")
                        .header("PSU-User-Agent", "Example App 1.0")));
        check(
                "delete-user-with-odd-psu-address",
                a -> a.send(a.asUser(a.newUser(), Request.delete("/users")).header("PSU-IP-Address", "no address")));
        check(
                "delete-user-by-override",
                a -> a.send(a.asUser(a.newUser(), post("/users").header("X-HTTP-Method-Override", "DELETE"))));
        check(
                "delete-user-with-json-type",
                a -> a.send(
                        a.asUser(a.newUser(), Request.delete("/users").header("Content-Type", "application/json"))));
    }

    private void unverified() {
        on(Operation.DELETE_UNVERIFIED_USER);
        check("delete-unverified-user", a -> {
            var user = a.unverifiedUser();
            a.send(a.asClient(Request.delete("/users/" + user.id())));
            a.send(a.asClient(get("/users/verificationStatus").query("userId", user.id())));
        });
        check(
                "delete-unverified-user-verified",
                a -> a.send(a.asClient(Request.delete("/users/" + a.newUser().id()))));
        check("delete-unverified-user-unknown", a -> a.send(a.asClient(Request.delete("/users/" + a.id()))));
        check("delete-unverified-user-invalid-id", a -> a.send(a.asClient(Request.delete("/users/" + "x".repeat(37)))));
    }
}
