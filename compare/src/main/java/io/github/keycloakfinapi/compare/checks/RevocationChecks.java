package io.github.keycloakfinapi.compare.checks;

import static io.github.keycloakfinapi.compare.wire.Request.oauth;

import io.github.keycloakfinapi.compare.wire.Request;
import java.util.function.Function;

/** What ends when a token is revoked. */
final class RevocationChecks extends Group {

    RevocationChecks() {
        on(Operation.REVOKE);
        effects();
        requests();
        callers();
    }

    private void effects() {
        ends("revoke-access-token", tokens ->
                new String[] {"token", tokens.access(), "token_type_hint", "access_token"});
        ends("revoke-refresh-token", tokens ->
                new String[] {"token", tokens.refresh(), "token_type_hint", "refresh_token"});
        ends("revoke-access-token-without-hint", tokens -> new String[] {"token", tokens.access()});
        ends("revoke-refresh-token-without-hint", tokens -> new String[] {"token", tokens.refresh()});
        ends("revoke-access-token-with-other-hint", tokens ->
                new String[] {"token", tokens.access(), "token_type_hint", "refresh_token"});
        ends("revoke-refresh-token-with-other-hint", tokens ->
                new String[] {"token", tokens.refresh(), "token_type_hint", "access_token"});
        check("revoke-twice", a -> {
            var token = a.tokens(a.newUser()).access();
            a.send(revoke(a).form("token", token));
            a.send(revoke(a).form("token", token));
        });
        check("revoke-own-token", a -> {
            var token = a.freshClient();
            a.send(revoke(a).form("token", token));
            a.send(Request.get("/clientConfiguration").bearer(token));
            a.forgetTokens();
            a.send(a.token("grant_type", "client_credentials"));
        });
        check("revoke-token-of-another-client", a -> {
            var tokens = a.tokens(a.newUser());
            a.send(a.asAdmin(oauth("POST", "/revoke")).form("token", tokens.access()));
            a.send(Request.get("/users").bearer(tokens.access()));
            a.send(a.refresh(tokens.refresh()));
        });
    }

    private void ends(String id, Function<Tokens, String[]> form) {
        check(id, a -> {
            var tokens = a.tokens(a.newUser());
            a.send(revoke(a).form(form.apply(tokens)));
            a.send(Request.get("/users").bearer(tokens.access()));
            a.send(a.refresh(tokens.refresh()));
        });
    }

    private static Request revoke(Api a) {
        return a.asClient(oauth("POST", "/revoke"));
    }

    private void requests() {
        check("revoke-in-query", a -> {
            var tokens = a.tokens(a.newUser());
            a.send(revoke(a).query("token", tokens.refresh(), "token_type_hint", "refresh_token"));
            a.send(a.refresh(tokens.refresh()));
        });
        check("revoke-in-form", a -> {
            var tokens = a.tokens(a.newUser());
            a.send(revoke(a).form("token", tokens.refresh(), "token_type_hint", "refresh_token"));
            a.send(a.refresh(tokens.refresh()));
        });
        check(
                "revoke-in-query-with-json-type",
                a -> a.send(revoke(a).query("token", "no-such-token").body("application/json", "")));
        check("revoke-unknown-token", a -> a.send(revoke(a).form("token", "no-such-token")));
        check(
                "revoke-hint-unknown",
                a -> a.send(revoke(a).form("token", "no-such-token", "token_type_hint", "no_hint")));
        check("revoke-token-missing", a -> a.send(revoke(a).form("token_type_hint", "access_token")));
        check("revoke-token-empty", a -> a.send(revoke(a).form("token", "")));
        check("revoke-json", a -> a.send(revoke(a).json("token", "no-such-token")));
        check("revoke-get", a -> a.send(a.asClient(oauth("GET", "/revoke")))).headers("Allow");
    }

    private void callers() {
        check("revoke-without-token", a -> a.send(oauth("POST", "/revoke").form("token", "no-such-token")))
                .headers("WWW-Authenticate");
        check(
                "revoke-with-bad-token",
                a -> a.send(oauth("POST", "/revoke").bearer("no-such-token").form("token", "no-such-token")));
        check(
                "revoke-with-client-credentials",
                a -> a.send(oauth("POST", "/revoke").form(a.withClient(a.appClient(), "token", "no-such-token"))));
        check(
                "revoke-by-user",
                a -> a.send(a.asUser(a.someone(), oauth("POST", "/revoke")).form("token", "no-such-token")));
    }
}
