package io.github.keycloakfinapi.compare.checks;

import static io.github.keycloakfinapi.compare.wire.Request.get;
import static io.github.keycloakfinapi.compare.wire.Request.post;

import io.github.keycloakfinapi.compare.wire.Json;
import io.github.keycloakfinapi.compare.wire.Request;
import io.github.keycloakfinapi.compare.wire.Version;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;

/** What the mandator's admin client does besides listing users. */
final class MandatorChecks extends Group {

    MandatorChecks() {
        on(Operation.DELETE_USERS);
        deleteUsers();
        on(Operation.CHANGE_SECRET);
        changeSecret();
        on(Operation.SWITCH_VERSION);
        switchVersion();
        on(Operation.CHANGE_SECRET);
        // This one comes last, since it ends tokens that the other side may be using, too.
        check("change-secret-of-itself", a -> new SecretChange(a).run()).needs(Need.SECRET);
    }

    private void deleteUsers() {
        check("delete-users", a -> {
            var first = a.newUser();
            var second = a.newUser();
            var token = a.userToken(first);
            delete(a, second.id(), first.id(), a.id());
            a.send(get("/users").bearer(token));
            a.send(a.login(second));
        });
        check("delete-users-in-upper-case", a -> delete(a, a.newUser().id().toUpperCase(Locale.ROOT)));
        check("delete-users-twice-the-same", a -> {
            var id = a.newUser().id();
            delete(a, id, id.toUpperCase(Locale.ROOT));
        });
        check("delete-users-unverified", a -> delete(a, a.unverifiedUser().id()));
        check("delete-users-unknown", a -> delete(a, a.id()));
        check("delete-users-none", a -> delete(a));
        check(
                "delete-users-missing-list",
                a -> a.send(a.asAdmin(post("/mandatorAdmin/deleteUsers").json())));
        check("delete-users-invalid-id", a -> {
            var user = a.newUser();
            delete(a, user.id(), "#");
            a.send(a.login(user));
        });
        check(
                "delete-users-invalid-ids",
                a -> delete(a, Collections.nCopies(12, "#").toArray(String[]::new)));
        check(
                "delete-users-number",
                a -> a.send(a.asAdmin(post("/mandatorAdmin/deleteUsers").json("userIds", List.of(4711)))));
        check(
                "delete-users-no-list",
                a -> a.send(a.asAdmin(post("/mandatorAdmin/deleteUsers").json("userIds", a.id()))));
        check(
                "delete-users-unknown-field",
                a -> a.send(a.asAdmin(
                        post("/mandatorAdmin/deleteUsers").json("userIds", List.of(a.id()), "colour", "blue"))));
        check("delete-users-1500-unknown-ids", a -> delete(a, unknown(a, 1500)));
        check("delete-users-2500-unknown-ids", a -> delete(a, unknown(a, 2500)));
    }

    /** Ids of full length that begin like those of this run, so that no user has them. */
    private static String[] unknown(Api a, int number) {
        var start = a.id();
        return IntStream.range(0, number)
                .mapToObj(index -> start + "-" + String.format("%019d", index))
                .toArray(String[]::new);
    }

    private static void delete(Api a, String... ids) {
        a.send(a.asAdmin(post("/mandatorAdmin/deleteUsers").json("userIds", ids)));
    }

    private void changeSecret() {
        var secret = UUID.randomUUID().toString();
        check(
                "change-secret-wrong-old-secret",
                a -> a.send(change(a, a.appClient().id(), UUID.randomUUID().toString(), secret)));
        check(
                "change-secret-short-old-secret",
                a -> a.send(change(a, a.appClient().id(), "wrong", secret)));
        check(
                "change-secret-unknown-client",
                a -> a.send(change(
                        a, UUID.randomUUID().toString(), UUID.randomUUID().toString(), secret)));
        check("change-secret-client-id-too-long", a -> a.send(change(a, "x".repeat(300), secret, secret)));
        // The old secret is wrong, so that none of these changes a secret.
        check(
                "change-secret-short-new-secret",
                a -> a.send(change(a, a.appClient().id(), UUID.randomUUID().toString(), secret.substring(1))));
        check(
                "change-secret-long-new-secret",
                a -> a.send(change(a, a.appClient().id(), UUID.randomUUID().toString(), secret + "0")));
        check(
                "change-secret-odd-characters",
                a -> a.send(change(a, a.appClient().id(), UUID.randomUUID().toString(), "_".repeat(36))));
        check(
                "change-secret-missing-fields",
                a -> a.send(
                        a.asAdmin(post("/mandatorAdmin/changeClientCredentials").json())));
    }

    private static Request change(Api a, String client, String old, String secret) {
        return a.asAdmin(post("/mandatorAdmin/changeClientCredentials")
                .json("clientId", client, "oldClientSecret", old, "newClientSecret", secret));
    }

    private void switchVersion() {
        // None of these names a version, but a server that accepts them nevertheless binds the clients.
        notAVersion("unknown", Json.of("apiVersion", "V3"));
        notAVersion("empty", Json.of("apiVersion", ""));
        notAVersion("null", Json.of("apiVersion", null));
        notAVersion("number", Json.of("apiVersion", 2));
        notAVersion("missing", Json.of());
        notAVersion("wrong-field", Json.of("version", "V3"));
        check("switch-version-in-lower-case", a -> switchTo(a, "v2"))
                .needs(Need.VERSION)
                .onlyIn(Version.V2);
        check("switch-version-to-the-same", a -> {
                    switchTo(a, "V2");
                    switchTo(a, "V2");
                    a.send(get("/clientConfiguration").bearer(a.client()));
                })
                .needs(Need.VERSION)
                .onlyIn(Version.V2);
        check("switch-version-wording", a -> {
                    var reply = a.call(a.asAdmin(post("/mandatorAdmin/switchApiVersion"))
                            .body("application/json", Json.of("apiVersion", "V2")));
                    a.note("message", reply.text("message"));
                })
                .needs(Need.VERSION)
                .onlyIn(Version.V2);
    }

    private void notAVersion(String name, String body) {
        check(
                        "switch-version-" + name,
                        a -> a.send(a.asAdmin(post("/mandatorAdmin/switchApiVersion"))
                                .body("application/json", body)))
                .needs(Need.VERSION);
    }

    private static void switchTo(Api a, Object version) {
        a.send(a.asAdmin(post("/mandatorAdmin/switchApiVersion").json("apiVersion", version)));
    }
}
