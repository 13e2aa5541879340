package io.github.keycloakfinapi.compare.checks;

import static io.github.keycloakfinapi.compare.wire.Request.get;
import static io.github.keycloakfinapi.compare.wire.Request.post;

import io.github.keycloakfinapi.compare.wire.Request;
import java.util.Locale;

final class VerificationChecks extends Group {

    VerificationChecks() {
        on(Operation.VERIFICATION_STATUS);
        check("verification-status", a -> status(a, a.newUser().id()));
        check(
                "verification-status-unverified",
                a -> status(a, a.unverifiedUser().id()));
        check(
                "verification-status-in-upper-case",
                a -> status(a, a.newUserCalled(a.id("-AbC")).id().toUpperCase(Locale.ROOT)));
        check(
                "verification-status-with-plus",
                a -> status(a, a.newUserCalled(a.id("+1")).id()));
        check("verification-status-unknown", a -> status(a, a.id()));
        check("verification-status-missing-id", a -> a.send(a.asClient(get("/users/verificationStatus"))));
        check("verification-status-empty-id", a -> status(a, ""));
        check("verification-status-invalid-id", a -> status(a, "x".repeat(37)));
        check("verification-status-id-twice", a -> {
            var id = a.someone().id();
            a.send(a.asClient(get("/users/verificationStatus").query("userId", id, "userId", id)));
        });
        on(Operation.VERIFY_USER);
        check("verify-user", a -> {
            var user = a.unverifiedUser();
            a.send(verify(a, user.id()));
            status(a, user.id());
            a.send(a.login(user));
        });
        check(
                "verify-user-with-body",
                a -> a.send(verify(a, a.unverifiedUser().id()).body("application/json", "{\"colour\":\"blue\"}")));
        check(
                "verify-user-with-json-type",
                a -> a.send(verify(a, a.unverifiedUser().id()).body("application/json", "")));
        check("verify-user-verified", a -> a.send(verify(a, a.newUser().id())));
        check(
                "verify-user-verified-with-body",
                a -> a.send(verify(a, a.newUser().id()).body("text/plain", "a body")));
        check(
                "verify-user-verified-with-json-type",
                a -> a.send(verify(a, a.newUser().id()).header("Content-Type", "application/json")));
        check(
                "verify-user-with-plus",
                a -> a.send(verify(a, a.newUserCalled(a.id("+@1")).id())));
        check(
                "verify-user-with-encoded-plus",
                a -> a.send(verify(a, a.newUserCalled(a.id("+1")).id().replace("+", "%2B"))));
        check(
                "verify-user-in-upper-case",
                a -> a.send(verify(a, a.newUser().id().toUpperCase(Locale.ROOT))));
        check("verify-user-unknown", a -> a.send(verify(a, a.id())));
        check("verify-user-invalid-id", a -> a.send(verify(a, "x".repeat(37))));
    }

    private static void status(Api a, String id) {
        a.send(a.asClient(get("/users/verificationStatus").query("userId", id)));
    }

    private static Request verify(Api a, String id) {
        return a.asClient(post("/users/verify/" + id));
    }
}
