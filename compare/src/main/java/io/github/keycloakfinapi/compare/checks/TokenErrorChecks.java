package io.github.keycloakfinapi.compare.checks;

import static io.github.keycloakfinapi.compare.wire.Request.oauth;

import io.github.keycloakfinapi.compare.wire.Credentials;
import io.github.keycloakfinapi.compare.wire.Request;

/** Token requests that the server refuses. */
final class TokenErrorChecks extends Group {

    TokenErrorChecks() {
        on(Operation.TOKEN);
        users();
        clients();
        requests();
        unverified();
        locks();
    }

    private void users() {
        check("token-wrong-password", a -> a.send(a.login(a.newUser().id(), "wrong-password")))
                .headers("WWW-Authenticate");
        check("token-unknown-user", a -> a.send(a.login(a.id(), "wrong-password")));
        check("token-invalid-user-id", a -> a.send(a.login("x".repeat(40), "wrong-password")));
        check("token-control-character-in-user-id", a -> a.send(a.login("bell\u0007", "wrong-password")));
        check("token-bad-refresh-token", a -> a.send(a.refresh("no-such-token")));
        check("token-access-token-as-refresh-token", a -> a.send(a.refresh(a.userToken(a.someone()))));
        check("token-user-by-admin-client", a -> {
            var user = a.someone();
            a.send(a.tokenOf(
                    a.adminClient(), "grant_type", "password", "username", user.id(), "password", user.secret()));
        });
    }

    private void clients() {
        check(
                        "token-wrong-client-secret",
                        a -> a.send(a.tokenOf(
                                new Credentials(a.appClient().id(), "wrong"), "grant_type", "client_credentials")))
                .headers("WWW-Authenticate");
        check(
                        "token-unknown-client",
                        a -> a.send(a.tokenOf(new Credentials(a.id(), "wrong"), "grant_type", "client_credentials")))
                .headers("WWW-Authenticate");
        check(
                "token-impossible-client-id",
                a -> a.send(a.tokenOf(new Credentials("bell\u0007", "wrong"), "grant_type", "client_credentials")));
        check(
                        "token-wrong-client-secret-wording",
                        a -> a.send(a.tokenOf(
                                new Credentials(a.appClient().id(), "wrong"), "grant_type", "client_credentials")))
                .messages();
        check(
                "token-client-id-missing",
                a -> a.send(oauth("POST", "/token")
                        .form(
                                "grant_type",
                                "client_credentials",
                                "client_secret",
                                a.appClient().secret())));
        check(
                "token-client-secret-missing",
                a -> a.send(oauth("POST", "/token")
                        .form(
                                "grant_type",
                                "client_credentials",
                                "client_id",
                                a.appClient().id())));
    }

    private void requests() {
        check("token-grant-missing", a -> a.send(a.token()));
        check("token-grant-unknown", a -> a.send(a.token("grant_type", "no_such_grant")));
        check("token-grant-in-upper-case", a -> a.send(a.token("grant_type", "CLIENT_CREDENTIALS")));
        check(
                "token-grant-authorization-code",
                a -> a.send(a.token("grant_type", "authorization_code", "code", "4711")));
        check("token-username-missing", a -> a.send(a.token("grant_type", "password", "password", "wrong")));
        check(
                "token-password-missing",
                a -> a.send(a.token(
                        "grant_type", "password", "username", a.someone().id())));
        check("token-password-empty", a -> a.send(a.login(a.someone().id(), "")));
        check("token-refresh-token-missing", a -> a.send(a.token("grant_type", "refresh_token")));
        check("token-no-parameters", a -> a.send(oauth("POST", "/token").form()));
        check("token-no-body", a -> a.send(oauth("POST", "/token")));
        check("token-json", a -> a.send(oauth("POST", "/token").json("grant_type", "client_credentials")));
        check("token-get", a -> a.send(oauth("GET", "/token"))).headers("Allow");
    }

    private void unverified() {
        check("token-unverified-user", a -> a.send(a.login(a.unverifiedUser())));
        check(
                "token-unverified-user-wrong-password",
                a -> a.send(a.login(a.unverifiedUser().id(), "wrong")));
    }

    private void locks() {
        check("lock-after-wrong-passwords", a -> {
                    var user = a.lockedUser();
                    a.send(a.login(user.id(), "wrong-password"));
                    a.send(a.login(user));
                })
                .needs(Need.LOCK);
        check("lock-of-an-unknown-id", a -> {
                    var id = a.id();
                    a.adminClient();
                    for (var attempt = 1; attempt <= 6; attempt++) {
                        a.send(a.login(id, "wrong-password"));
                    }
                })
                .needs(Need.LOCK);
        check("lock-takes-as-many-attempts-as-configured", a -> {
                    var limit = limit(a);
                    var user = a.newUser();
                    for (var attempt = 1; attempt <= limit; attempt++) {
                        a.send(a.login(user.id(), "wrong-password"));
                    }
                    a.send(a.login(user));
                })
                .needs(Need.LOCK);
        check("lock-counts-in-a-row", a -> {
                    var limit = limit(a);
                    var user = a.newUser();
                    for (var round = 0; round < 2; round++) {
                        for (var attempt = 1; attempt < limit; attempt++) {
                            a.call(a.login(user.id(), "wrong-password"));
                        }
                        a.send(a.login(user));
                    }
                })
                .needs(Need.LOCK);
        check(
                "lock-number-of-attempts",
                a -> a.note(
                        "maxUserLoginAttempts",
                        a.prepare(200, a.asClient(Request.get("/clientConfiguration")))
                                .json()
                                .path("maxUserLoginAttempts")));
        check("lock-ends-tokens", a -> {
                    var user = a.newUser();
                    var tokens = a.tokens(user);
                    a.lock(user.id());
                    a.send(Request.get("/users").bearer(tokens.access()));
                    a.send(a.refresh(tokens.refresh()));
                })
                .needs(Need.LOCK);
    }

    private static int limit(Api a) {
        a.adminClient();
        var limit = a.prepare(200, a.asClient(Request.get("/clientConfiguration")))
                .json()
                .path("maxUserLoginAttempts")
                .asInt();
        if (limit < 1 || limit > 12) {
            throw new NotTried("users are locked after " + (limit == 0 ? "no number of" : limit) + " wrong passwords");
        }
        return limit;
    }
}
