package io.github.keycloakfinapi.it.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Page;
import io.github.keycloakfinapi.it.server.Admin;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.net.URI;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A realm with people who sign in, which finAPI's own has none of. It shows its pages in a theme of this name. */
final class ThemedRealm implements AutoCloseable {

    static final String NAME = "Nordlicht Bank";
    static final String PASSWORD = "open-sesame";

    private static final String APPLICATION = "application";

    private final URI server;
    private final Admin admin;
    private final String realm = "themed-" + UUID.randomUUID();

    ThemedRealm(KeycloakServer keycloak, String theme) {
        this(keycloak, theme, Map.of());
    }

    ThemedRealm(KeycloakServer keycloak, String theme, Map<String, ?> more) {
        this.server = keycloak.server();
        this.admin = keycloak.admin().ofRealm(realm);
        var representation = new HashMap<String, Object>(Map.of(
                "realm",
                realm,
                "displayName",
                NAME,
                "enabled",
                true,
                "sslRequired",
                "none",
                "resetPasswordAllowed",
                true,
                "internationalizationEnabled",
                true,
                "supportedLocales",
                List.of("cs", "de", "en", "sk"),
                "defaultLocale",
                "de",
                "clients",
                List.of(application())));
        representation.putAll(Map.of("loginTheme", theme, "accountTheme", theme, "emailTheme", theme));
        representation.putAll(more);
        admin.createRealm(representation);
    }

    private Map<String, Object> application() {
        return Map.of(
                "clientId",
                APPLICATION,
                "publicClient",
                true,
                "redirectUris",
                List.of(base() + "/*"),
                "baseUrl",
                base() + "/");
    }

    /** The extension does that itself where a client creates unverified users. */
    ThemedRealm withUnverifiedUsers() {
        admin.post(
                        "/authentication/register-required-action",
                        Map.of("providerId", "finapi-verify-user", "name", "Verification"))
                .expect(204);
        return this;
    }

    Admin admin() {
        return admin;
    }

    URI server() {
        return server;
    }

    String base() {
        return server + "/realms/" + realm;
    }

    String signIn() {
        return signIn(APPLICATION);
    }

    String signIn(String client) {
        return base() + "/protocol/openid-connect/auth?response_type=code&scope=openid&client_id=" + client
                + "&redirect_uri=" + URLEncoder.encode(base() + "/", UTF_8);
    }

    String account() {
        return base() + "/account/";
    }

    /** A user whose mails are written in this language, and who has to do this before the application lets him in. */
    String user(String language, String... requiredActions) {
        var name = "anna." + UUID.randomUUID().toString().substring(0, 8);
        admin.post(
                        "/users",
                        Map.of(
                                "username",
                                name,
                                "email",
                                name + "@example.org",
                                "firstName",
                                "Anna",
                                "lastName",
                                "Šimková",
                                "enabled",
                                true,
                                "attributes",
                                Map.of("locale", List.of(language)),
                                "requiredActions",
                                List.of(requiredActions),
                                "credentials",
                                List.of(Map.of("type", "password", "value", PASSWORD))))
                .expect(201);
        return name;
    }

    /** Signs this user in on the page that asks for it. */
    void signIn(Page page, String user) {
        page.locator("#username").fill(user);
        page.locator("#password").fill(PASSWORD);
        page.locator("#kc-login").click();
    }

    /** Has Keycloak send a mail, as an administrator or an application does. */
    void mail(String user, String what, Object body) {
        admin.put("/users/" + admin.user(user).path("id").asText() + "/" + what, body)
                .expect(204);
    }

    @Override
    public void close() {
        admin.delete("").expect(204);
    }
}
