package io.github.keycloakfinapi.compare.checks;

import static io.github.keycloakfinapi.compare.wire.Request.get;
import static io.github.keycloakfinapi.compare.wire.Request.post;

import io.github.keycloakfinapi.compare.wire.Credentials;
import io.github.keycloakfinapi.compare.wire.Request;
import java.util.Locale;
import java.util.UUID;

final class PasswordChangeChecks extends Group {

    PasswordChangeChecks() {
        on(Operation.REQUEST_PASSWORD_CHANGE);
        request();
        on(Operation.EXECUTE_PASSWORD_CHANGE);
        refused();
        changed();
    }

    private void request() {
        check(
                "request-password-change",
                a -> a.send(request(a, a.newUser("email", "a@example.org").id())));
        check(
                "request-password-change-without-email",
                a -> a.send(request(a, a.newUser().id())));
        check(
                "request-password-change-in-upper-case",
                a -> a.send(request(a, a.newUser().id().toUpperCase(Locale.ROOT))));
        check("request-password-change-encryption", a -> {
            var key = a.decryptionKey();
            var reply = a.send(request(a, a.newUser("email", "a@example.org").id()));
            a.note("userEmail", key.decrypt(reply.text("userEmail")).orElse("(not decrypted)"));
            var token = key.decrypt(reply.text("passwordChangeToken")).orElse("(not decrypted)");
            a.secret(token);
            a.note("shape of the token", token.replaceAll("[^-]", "9"));
        });
        check(
                "request-password-change-unverified",
                a -> a.send(request(a, a.unverifiedUser().id())));
        check("request-password-change-unknown", a -> a.send(request(a, a.id())));
        check("request-password-change-invalid-id", a -> a.send(request(a, "x".repeat(37))));
        check(
                "request-password-change-missing-id",
                a -> a.send(a.asClient(post("/users/requestPasswordChange").json())));
        check("request-password-change-without-body", a -> a.send(a.asClient(post("/users/requestPasswordChange"))));
        check(
                "request-password-change-unknown-field",
                a -> a.send(a.asClient(post("/users/requestPasswordChange")
                        .json("userId", a.someone().id(), "colour", "blue"))));
    }

    private static Request request(Api a, String id) {
        return a.asClient(post("/users/requestPasswordChange").json("userId", id));
    }

    private void refused() {
        var token = UUID.randomUUID().toString();
        check("change-password-wrong-token", a -> a.send(execute(a, a.newUser().id(), a.password(), token)));
        check(
                "change-password-short-token",
                a -> a.send(execute(a, a.newUser().id(), a.password(), token.substring(1))));
        check("change-password-long-token", a -> a.send(execute(a, a.newUser().id(), a.password(), token + "0")));
        check(
                "change-password-odd-characters-in-token",
                a -> a.send(execute(a, a.newUser().id(), a.password(), "x".repeat(36))));
        check(
                "change-password-upper-case-token",
                a -> a.send(execute(a, a.newUser().id(), a.password(), "ABCDEF00" + token.substring(8))));
        check("change-password-unknown-user", a -> a.send(execute(a, a.id(), a.password(), token)));
        check("change-password-invalid-user-id", a -> a.send(execute(a, "x".repeat(37), a.password(), token)));
        check("change-password-too-short", a -> a.send(execute(a, a.newUser().id(), "open5", token)));
        check("change-password-too-long", a -> a.send(execute(a, a.newUser().id(), "p".repeat(129), token)));
        check(
                "change-password-missing-fields",
                a -> a.send(a.asClient(post("/users/executePasswordChange").json())));
        check("change-password-without-body", a -> a.send(a.asClient(post("/users/executePasswordChange"))));
    }

    private static Request execute(Api a, String id, String password, String token) {
        return a.asClient(post("/users/executePasswordChange")
                .json("userId", id, "password", password, "passwordChangeToken", token));
    }

    private void changed() {
        check("change-password", a -> {
            var user = a.newUser();
            var tokens = a.tokens(user);
            var changed = change(a, user, token(a, user));
            a.send(get("/users").bearer(tokens.access()));
            a.send(a.refresh(tokens.refresh()));
            a.send(a.login(user));
            var login = a.send(a.login(changed));
            a.note("the same token", tokens.access().equals(login.text("access_token")));
        });
        check("change-password-twice-with-one-token", a -> {
            var user = a.newUser();
            var token = token(a, user);
            change(a, user, token);
            a.send(execute(a, user.id(), a.password(), token));
        });
        check("change-password-with-replaced-token", a -> {
            var user = a.newUser();
            var first = token(a, user);
            var second = token(a, user);
            a.note("the same token", first.equals(second));
            a.send(execute(a, user.id(), user.secret(), first));
            a.send(execute(a, user.id(), user.secret(), second));
        });
        check("change-password-to-the-same", a -> {
            var user = a.newUser();
            a.send(execute(a, user.id(), user.secret(), token(a, user)));
            a.send(a.login(user));
        });
        check("change-password-unlocks", a -> {
                    var user = a.newUser();
                    a.decryptionKey();
                    a.lock(user.id());
                    a.send(a.login(change(a, user, token(a, user))));
                })
                .needs(Need.LOCK);
    }

    private static Credentials change(Api a, Credentials user, String token) {
        var changed = new Credentials(user.id(), a.password());
        if (a.send(execute(a, changed.id(), changed.secret(), token)).status() == 200) {
            a.passwordIs(changed.id(), changed.secret());
        }
        return changed;
    }

    private static String token(Api a, Credentials user) {
        var key = a.decryptionKey();
        var token = key.decrypt(a.prepare(200, request(a, user.id())).text("passwordChangeToken"))
                .orElseThrow(() -> new NotPrepared("the data decryption key does not fit"));
        a.secret(token);
        return token;
    }
}
