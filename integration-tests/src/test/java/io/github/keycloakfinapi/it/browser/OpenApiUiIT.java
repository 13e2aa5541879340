package io.github.keycloakfinapi.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@WithKeycloak
@WithBrowser
final class OpenApiUiIT {

    private static final View VIEW = View.wide("en");
    private static final String HARD_TO_QUOTE = "it's \"$HOME\" \\ `id` & co";

    private final KeycloakServer keycloak;
    private final FinApi finapi;

    OpenApiUiIT(KeycloakServer keycloak) {
        this.keycloak = keycloak;
        this.finapi = FinApi.of(keycloak, Version.V2);
    }

    static List<View> views() {
        return List.of(
                View.wide("en"),
                View.wide("de").dark(),
                View.phone("de"),
                View.phone("en").dark());
    }

    @ParameterizedTest
    @MethodSource("views")
    void theThreeStepsAreThreeClicksForAnybodyWhoHasTheClientsCredentials(View view, Browser browser) {
        var ui = open(browser, view);
        browser.screenshot(ui.page(), "first");
        Accessibility.check(ui.page());

        ui.enterClient(finapi.client());
        ui.step("client");
        ui.step("create");
        ui.step("user");

        var user = ui.page().locator("#user-id").inputValue();
        assertThat(ui.owner()).containsText(user);
        browser.screenshot(ui.page(), "authorized");
        ui.outcome().locator("button").click();
        var opened = ui.operation("getAuthorizedUser");
        opened.locator(".execute").click();
        assertThat(opened.locator(".live-responses-table .response-col_status").last())
                .hasText("200");
        browser.screenshot(ui.page(), "called");
        Accessibility.check(ui.page());
        assertThat(isWiderThanTheWindow(ui.page())).isFalse();
    }

    @Test
    void whatAStepShowsCanBePastedIntoAShell(Browser browser) {
        var user = new Credentials(FinApi.randomId(), HARD_TO_QUOTE);
        var ui = open(browser, VIEW);
        ui.enterClient(finapi.client());
        ui.enterUser(user);
        ui.step("create");
        var create = ui.copiedCurl();
        ui.step("user");
        var authorize = ui.copiedCurl();

        assertThat(ui.page().locator("#curl")).not().containsText(HARD_TO_QUOTE);
        assertThat(ui.page().locator("#response-headers")).containsText("x-request-id");
        assertThat(ui.page().locator("#response-body")).containsText("refresh_token");
        assertThat(Shell.paste(create)).contains("HTTP/1.1 422", "ENTITY_EXISTS");
        assertThat(Shell.paste(authorize)).contains("HTTP/1.1 200", "refresh_token");
    }

    @Test
    void aCallShowsItsBodyItsHeadersAndACurlThatCanBePastedIntoAShell(Browser browser) {
        var user = finapi.newUser();
        var ui = open(browser, VIEW);
        ui.quickAuth(finapi.userToken(user));

        var call = ui.execute("getAuthorizedUser");

        assertThat(call.locator(".live-responses-table")).containsText(user.id());
        assertThat(call.locator(".live-responses-table")).containsText("x-request-id");
        assertThat(Shell.paste(call.locator(".curl").textContent())).contains(user.id());
    }

    @Test
    void aBodyIsQuotedInTheCurl(Browser browser) {
        var id = FinApi.randomId();
        var ui = open(browser, VIEW);
        ui.quickAuth(finapi.clientToken());
        browser.expectStatus(403);
        ui.menu("createUser").click();
        ui.operation("createUser").locator("textarea").fill("{\"id\":\"" + id + "\",\"password\":\"it's & $HOME\"}");

        var call = ui.execute("createUser");

        assertThat(call.locator(".live-responses-table")).containsText("it's & $HOME");
        browser.expectStatus(422);
        assertThat(Shell.paste(call.locator(".curl").textContent())).contains("ENTITY_EXISTS");
    }

    @Test
    void quickAuthTellsThatATokenIsAClients(Browser browser) {
        browser.expectStatus(403);
        var ui = open(browser, VIEW);

        ui.quickAuth(finapi.clientToken());

        assertThat(ui.owner())
                .hasText(Pattern.compile("Client " + finapi.client().id() + " · ends .*"));
    }

    @Test
    void quickAuthTellsThatATokenIsAUsers(Browser browser) {
        var user = finapi.newUser();
        var ui = open(browser, VIEW);

        ui.quickAuth("Bearer " + finapi.userToken(user));

        assertThat(ui.owner()).hasText(Pattern.compile("User " + user.id() + " · ends .*"));
    }

    @Test
    void quickAuthTellsThatATokenHasEnded(Browser browser) {
        browser.expectStatus(401);
        var ui = open(browser, VIEW);

        ui.quickAuth(base64("{\"alg\":\"RS256\"}") + "." + base64("{\"exp\":1700000000}") + ".c2lnbmF0dXJl");

        assertThat(ui.owner()).hasText(Pattern.compile("has ended 11/1[45]/23, .*"));
        assertThat(ui.execute("getAuthorizedUser").locator(".live-responses-table"))
                .containsText("Invalid access token");
    }

    @Test
    void quickAuthTellsThatTheServerDoesNotAcceptAToken(Browser browser) {
        browser.expectStatus(401);
        var token = finapi.clientToken();
        finapi.revoke(Map.of("token", token)).expect(200);
        var ui = open(browser, VIEW);

        ui.quickAuth(token);

        assertThat(ui.owner()).containsText("The server does not accept this token.");
    }

    @Test
    void aRemovedTokenIsNotSent(Browser browser) {
        browser.expectStatus(401);
        var ui = open(browser, VIEW);
        ui.quickAuth(finapi.userToken(finapi.newUser()));
        assertThat(ui.owner()).containsText("User");

        ui.page().locator("#forget").click();

        var call = ui.execute("getAuthorizedUser");
        assertThat(call.locator(".curl")).not().containsText("Authorization");
    }

    @Test
    void aWrongSecretIsTold(Browser browser) {
        browser.expectStatus(401);
        var ui = open(browser, VIEW);
        ui.enterClient(finapi.client().withSecret("wrong"));

        ui.click("client");

        assertThat(ui.outcome()).hasText("401: Bad client credentials");
        assertThat(ui.page().locator("#steps li.done")).hasCount(0);
        browser.screenshot(ui.page(), "wrong-secret");
    }

    @Test
    void theVersionSwitchSwitchesTheReferenceAndTheSteps(Browser browser) {
        var ui = open(browser, VIEW);
        assertThat(ui.operation("getToken")).containsText("/api/v2/oauth/token");

        ui.chooseVersion("v1");

        assertThat(ui.operation("getAuthorizedUser")).containsText("/api/v1/users");
        ui.enterClient(finapi.client());
        ui.step("client");
        ui.step("create");
        assertThat(ui.page().locator("#curl")).containsText(keycloak.base() + "/api/v1/users");
        assertThat(ui.page().locator("#response-body")).containsText("\"email\": null");
        ui.step("user");
        assertThat(ui.page().locator("#curl")).containsText(keycloak.base() + "/oauth/token");
        assertThat(ui.execute("getAuthorizedUser").locator(".live-responses-table"))
                .containsText("\"phone\": null");
    }

    @Test
    void aReloadForgetsTokensAndSecrets(Browser browser) {
        var ui = open(browser, VIEW);
        ui.enterClient(finapi.client());
        ui.step("client");
        ui.step("create");
        ui.step("user");
        var page = ui.page();
        var token = page.locator("#token").inputValue();

        var kept = (String) page.evaluate("location.href + JSON.stringify([{...localStorage}, {...sessionStorage}])"
                + " + document.cookie + document.documentElement.outerHTML.replaceAll(/<pre.*?<\\/pre>/gs, '')");
        assertThat(kept).doesNotContain(finapi.client().secret(), token);

        page.reload();
        assertThat(page.locator("#owner")).containsText("Paste a token");
        assertThat(page.locator("#token")).hasValue("");
        assertThat(page.locator("#client-secret")).hasValue("");
        assertThat(page.locator("#user-password")).hasValue("");
    }

    @Test
    void theThreeStepsNeedNoMouse(Browser browser) {
        var page = open(browser, VIEW).page();
        page.locator("#client-id").focus();
        page.keyboard().type(finapi.client().id());
        page.keyboard().press("Tab");
        page.keyboard().type(finapi.client().secret());
        page.keyboard().press("Enter");
        page.locator("li.done #client").waitFor();
        tabTo(page, "#create button");
        page.keyboard().press("Enter");
        page.locator("li.done #create").waitFor();
        tabTo(page, "#user button");
        page.keyboard().press("Space");
        page.locator("li.done #user").waitFor();
        tabTo(page, "#outcome button");
        page.keyboard().press("Enter");

        assertThat(page.locator("[id$='-getAuthorizedUser'] .opblock-summary-control"))
                .isFocused();
    }

    @Test
    void whatTheReaderChoosesStays(Browser browser) {
        var ui = open(browser, VIEW);
        var page = ui.page();

        page.locator("#language").selectOption("de");
        page.locator("#dark").click();
        page.reload();

        assertThat(page.locator("h1")).hasText("Zugang holen");
        assertThat(page.locator("html")).hasAttribute("lang", "de");
        assertThat(page.locator("#dark")).hasAttribute("aria-pressed", "true");
        assertThat(page.locator("body")).hasCSS("background-color", "rgb(18, 21, 24)");
    }

    @Test
    void theRootOfTheApiLeadsToThePage(Browser browser) {
        var page = browser.page(VIEW, keycloak.base());

        page.navigate(keycloak.base() + "/api");

        page.waitForURL(keycloak.base() + "/api/ui");
    }

    private OpenApiUiPage open(Browser browser, View view) {
        return OpenApiUiPage.open(browser, view, keycloak.base());
    }

    private static void tabTo(Page page, String selector) {
        var steps = 0;
        while (!(boolean) page.locator(selector).evaluate("it => it === document.activeElement")) {
            assertThat(steps++).as("Tab presses to " + selector).isLessThan(10);
            page.keyboard().press("Tab");
        }
    }

    private static boolean isWiderThanTheWindow(Page page) {
        return (boolean) page.evaluate("document.documentElement.scrollWidth > innerWidth");
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
