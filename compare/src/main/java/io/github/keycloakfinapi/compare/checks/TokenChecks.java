package io.github.keycloakfinapi.compare.checks;

import static io.github.keycloakfinapi.compare.wire.Request.oauth;

import io.github.keycloakfinapi.compare.wire.Credentials;
import io.github.keycloakfinapi.compare.wire.Request;
import io.github.keycloakfinapi.compare.wire.Version;
import java.util.Base64;
import java.util.Locale;

/** The tokens that the server issues, and the ways to request them. */
final class TokenChecks extends Group {
    private static final String FORM = "application/x-www-form-urlencoded";

    TokenChecks() {
        on(Operation.TOKEN);
        grants();
        parameters();
        authentication();
        repeated();
        refreshed();
    }

    private void grants() {
        check("token-client", a -> a.send(a.token("grant_type", "client_credentials")))
                .headers("Cache-Control");
        check("token-user", a -> a.send(a.login(a.someone()))).headers("Cache-Control");
        check("token-refresh", a -> a.send(a.refresh(a.tokens(a.someone()).refresh())));
        check("token-user-id-in-upper-case", a -> {
            var user = a.someone();
            a.send(a.login(user.id().toUpperCase(Locale.ROOT), user.secret()));
        });
        check("token-by-email", a -> {
            var email = a.id() + "@example.org";
            a.send(a.login(email, a.newUser("email", email).secret()));
        });
        check(
                        "token-at-the-root",
                        a -> a.send(Request.root("POST", "/oauth/token")
                                .form(a.withClient(a.appClient(), "grant_type", "client_credentials"))))
                .onlyIn(Version.V2);
        check(
                        "token-at-the-root-refused",
                        a -> a.send(Request.root("POST", "/oauth/token").form("grant_type", "client_credentials")))
                .onlyIn(Version.V2);
        check("token-opens-the-other-version", a -> {
            var path = "/api/" + a.version().other() + "/users/verificationStatus";
            a.send(a.asClient(
                    Request.root("GET", path).query("userId", a.someone().id())));
        });
    }

    private void parameters() {
        check(
                "token-parameters-in-query",
                a -> a.send(oauth("POST", "/token")
                        .query(a.withClient(a.appClient(), "grant_type", "client_credentials"))));
        check(
                "token-parameters-in-query-with-json-type",
                a -> a.send(oauth("POST", "/token")
                        .query(a.withClient(a.appClient(), "grant_type", "client_credentials"))
                        .body("application/json", "")));
        check(
                "token-parameters-split",
                a -> a.send(oauth("POST", "/token")
                        .query("grant_type", "client_credentials")
                        .form(a.withClient(a.appClient()))));
        check("token-password-in-query", a -> {
            var user = a.someone();
            a.send(oauth("POST", "/token")
                    .query("grant_type", "password", "username", user.id(), "password", user.secret())
                    .form(a.withClient(a.appClient())));
        });
        check("token-semicolon-in-query", a -> {
            var user = a.verified(new Credentials(a.id(), "semi;colon;4711"));
            a.send(oauth("POST", "/token")
                    .rawQuery("grant_type=password&username=" + user.id() + "&password=semi;colon;4711")
                    .form(a.withClient(a.appClient())));
        });
        check(
                "token-parameter-twice",
                a -> a.send(a.token("grant_type", "client_credentials", "grant_type", "client_credentials")));
        check(
                "token-parameter-in-form-and-query",
                a -> a.send(a.token("grant_type", "client_credentials").query("grant_type", "client_credentials")));
        check("token-scope-all", a -> a.send(a.token("grant_type", "client_credentials", "scope", "all")));
        check(
                "token-scope-unknown",
                a -> a.send(a.token("grant_type", "client_credentials", "scope", "no such scope")));
        check("token-parameter-unknown", a -> a.send(a.token("grant_type", "client_credentials", "colour", "blue")));
        check(
                "token-form-with-charset",
                a -> a.send(oauth("POST", "/token").body(FORM + "; charset=ISO-8859-1", form(a))));
        check(
                "token-form-type-in-odd-case",
                a -> a.send(oauth("POST", "/token").body("Application/X-WWW-Form-UrlEncoded;Charset=utf-8", form(a))));
        check("token-form-without-type", a -> a.send(oauth("POST", "/token").body(null, form(a))));
    }

    private static String form(Api a) {
        return Request.encoded(a.withClient(a.appClient(), "grant_type", "client_credentials"));
    }

    private void authentication() {
        check(
                "token-by-basic",
                a -> a.send(oauth("POST", "/token")
                        .form("grant_type", "client_credentials")
                        .header(
                                "Authorization",
                                basic(a.appClient().id(), a.appClient().secret()))));
        check(
                        "token-by-basic-with-wrong-secret",
                        a -> a.send(oauth("POST", "/token")
                                .form("grant_type", "client_credentials")
                                .header("Authorization", basic(a.appClient().id(), "wrong"))))
                .headers("WWW-Authenticate");
        check(
                "token-with-client-assertion",
                a -> a.send(a.token(
                        "grant_type",
                        "client_credentials",
                        "client_assertion_type",
                        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                        "client_assertion",
                        "no-assertion")));
    }

    private static String basic(String id, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes());
    }

    private void repeated() {
        check("token-client-repeated", a -> {
            var first = a.prepare(200, a.token("grant_type", "client_credentials"));
            var second = a.send(a.token("grant_type", "client_credentials"));
            a.note("the same token", first.text("access_token").equals(second.text("access_token")));
        });
        check("token-user-repeated", a -> {
            var user = a.someone();
            var first = a.tokens(user);
            var second = a.send(a.login(user));
            a.note("the same token", first.access().equals(second.text("access_token")));
            a.note("the same refresh token", first.refresh().equals(second.text("refresh_token")));
        });
        check("token-after-revocation", a -> {
            var user = a.newUser();
            var first = a.tokens(user);
            a.prepare(200, a.asClient(oauth("POST", "/revoke").form("token", first.access())));
            var second = a.send(a.login(user));
            a.note("the same token", first.access().equals(second.text("access_token")));
            a.send(Request.get("/users").bearer(second.text("access_token")));
        });
        check("token-after-lifetime-change", a -> {
                    var old = a.freshClient();
                    var configuration = new ConfigurationChange(a);
                    try {
                        configuration.prepare("clientAccessTokensValidityPeriod", 1200);
                        var reply = a.send(a.token("grant_type", "client_credentials"));
                        a.note("the same token", old.equals(reply.text("access_token")));
                        a.note(
                                "lasts at most the new time",
                                reply.json().path("expires_in").asInt() <= 1200);
                        a.send(Request.get("/clientConfiguration").bearer(old));
                    } finally {
                        configuration.undo();
                        a.forgetTokens();
                    }
                })
                .needs(Need.CLIENT);
    }

    private void refreshed() {
        check("refresh-token-is-kept", a -> {
            var old = a.tokens(a.newUser()).refresh();
            var refreshed = a.send(a.refresh(old)).text("refresh_token");
            a.note("the same refresh token", old.equals(refreshed));
        });
        check("refresh-token-again", a -> {
            var old = a.tokens(a.newUser()).refresh();
            a.prepare(200, a.refresh(old));
            a.send(a.refresh(old));
        });
        check("refresh-keeps-the-access-token", a -> {
            var tokens = a.tokens(a.newUser());
            var refreshed = a.prepare(200, a.refresh(tokens.refresh())).text("access_token");
            a.note("the same token", tokens.access().equals(refreshed));
            a.send(Request.get("/users").bearer(tokens.access()));
        });
        check("refresh-token-of-another-client", a -> {
            var token = a.tokens(a.someone()).refresh();
            a.send(a.tokenOf(a.adminClient(), "grant_type", "refresh_token", "refresh_token", token));
        });
    }
}
