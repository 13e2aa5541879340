package io.github.keycloakfinapi.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** QUICK AUTH: whose token it is, and when it ends. */
@WithKeycloak
@WithBrowser
final class QuickAuthIT {

    private static final View VIEW = View.wide("en");

    private final KeycloakServer keycloak;
    private final FinApi finapi;

    QuickAuthIT(KeycloakServer keycloak) {
        this.keycloak = keycloak;
        this.finapi = FinApi.of(keycloak, Version.V2);
    }

    @Test
    void itTellsThatATokenIsAClients(Browser browser) {
        browser.expectStatus(403);
        var ui = open(browser);

        ui.quickAuth(finapi.clientToken());

        assertThat(ui.owner())
                .hasText(Pattern.compile("Client " + finapi.client().id() + " · expires .*"));
        assertThat(ui.page().locator("#to-users")).isHidden();
    }

    @Test
    void itTellsThatATokenIsAUsers(Browser browser) {
        var user = finapi.newUser();
        var ui = open(browser);

        ui.quickAuth("Bearer " + finapi.userToken(user));

        assertThat(ui.owner()).hasText(Pattern.compile("User " + user.id() + " · expires .*"));
    }

    @Test
    void itTellsThatATokenIsAMandatorAdminClients(Browser browser) {
        browser.expectStatus(403);
        var admin = finapi.as(FinApi.mandatorAdmin(keycloak));
        var ui = open(browser);

        ui.quickAuth(admin.clientToken());

        assertThat(ui.owner())
                .hasText(Pattern.compile("Admin client " + admin.client().id() + " · expires .*"));
        ui.page().locator("#to-users").click();
        assertThat(ui.page().locator("#pager")).isVisible();
    }

    /** The page opens with v2. */
    @Test
    void itTellsThatATokenIsAUsersWhoseClientIsBoundToTheOtherVersion(Browser browser) {
        browser.expectStatus(403);
        var bound = finapi.in(Version.V1).as(new Clients(keycloak.admin()).app(Map.of("finapi.api-version", "V1")));
        var user = bound.newUser();
        var ui = open(browser);

        ui.quickAuth(bound.userToken(user));

        assertThat(ui.owner()).hasText(Pattern.compile("User " + user.id() + " · expires .*"));
    }

    @Test
    void itTellsThatATokenHasEnded(Browser browser) {
        browser.expectStatus(401);
        var ui = open(browser);

        ui.quickAuth(base64("{\"alg\":\"RS256\"}") + "." + base64("{\"exp\":1700000000}") + ".c2lnbmF0dXJl");

        assertThat(ui.owner()).hasText(Pattern.compile("expired 11/1[45]/23, .*"));
        assertThat(ui.execute("getAuthorizedUser").locator(".live-responses-table"))
                .containsText("Invalid access token");
    }

    @Test
    void itTellsThatTheServerDoesNotAcceptAToken(Browser browser) {
        browser.expectStatus(401);
        var client = finapi.as(new Clients(keycloak.admin()).app());
        var token = client.clientToken();
        client.revoke(Map.of("token", token)).expect(200);
        var ui = open(browser);

        ui.quickAuth(token);

        assertThat(ui.owner()).containsText("The server does not accept this token.");
    }

    @Test
    void aRemovedTokenIsNotSent(Browser browser) {
        browser.expectStatus(401);
        var ui = open(browser);
        ui.quickAuth(finapi.userToken(finapi.newUser()));
        assertThat(ui.owner()).containsText("User");

        ui.page().locator("#forget").click();

        var call = ui.execute("getAuthorizedUser");
        assertThat(call.locator(".curl")).not().containsText("Authorization");
    }

    private OpenApiUiPage open(Browser browser) {
        return OpenApiUiPage.open(browser, VIEW, keycloak.base());
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
