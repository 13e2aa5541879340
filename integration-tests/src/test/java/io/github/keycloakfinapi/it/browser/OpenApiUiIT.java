package io.github.keycloakfinapi.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reference in the Open API UI, and the page around it. */
@WithKeycloak
@WithBrowser
final class OpenApiUiIT {

    private static final View VIEW = View.wide("en");

    private final KeycloakServer keycloak;
    private final FinApi finapi;

    OpenApiUiIT(KeycloakServer keycloak) {
        this.keycloak = keycloak;
        this.finapi = FinApi.of(keycloak, Version.V2);
    }

    @Test
    void aCallShowsItsBodyItsHeadersAndACurlThatCanBePastedIntoAShell(Browser browser) {
        var user = finapi.newUser();
        var ui = open(browser);
        ui.quickAuth(finapi.userToken(user));

        var call = ui.execute("getAuthorizedUser");

        assertThat(call.locator(".live-responses-table")).containsText(user.id());
        assertThat(call.locator(".live-responses-table")).containsText("x-request-id");
        assertThat(Shell.paste(call.locator(".curl").textContent())).contains(user.id());
    }

    @Test
    void aBodyIsQuotedInTheCurl(Browser browser) {
        var id = FinApi.randomId();
        var ui = open(browser);
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
    void theMenuLeadsToAnOperationWhoseTagHasTwoWords(Browser browser) {
        var ui = open(browser);

        ui.menu("getClientConfiguration").click();

        assertThat(ui.operation("getClientConfiguration").locator("button").first())
                .isFocused();
    }

    @Test
    void theVersionSwitchSwitchesTheReferenceAndTheSteps(Browser browser) {
        var ui = open(browser);
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
    void whatTheReaderChoosesStays(Browser browser) {
        var ui = open(browser);
        var page = ui.page();

        page.locator("#language").selectOption("de");
        page.locator("#dark").click();
        page.reload();

        assertThat(page.locator("#start-title")).hasText("Zugang holen");
        assertThat(page.locator("html")).hasAttribute("lang", "de");
        assertThat(page.locator("#dark")).hasAttribute("aria-pressed", "true");
        assertThat(page.locator("body")).hasCSS("background-color", "rgb(18, 21, 24)");
    }

    @Test
    void aLinkWithinThePageMovesTheFocusThere(Browser browser) {
        var page = open(browser).page();

        page.keyboard().press("Tab");
        page.keyboard().press("Enter");

        assertThat(page.locator("#start")).isFocused();
    }

    @Test
    void aListIsAskedForWithoutTheFiltersOfAnExample(Browser browser) {
        browser.expectStatus(403);
        var ui = open(browser);
        ui.quickAuth(finapi.as(FinApi.mandatorAdmin(keycloak)).clientToken());
        assertThat(ui.owner()).containsText("Admin client");

        var call = ui.execute("getUserList");

        assertThat(call.locator(".live-responses-table .response-col_status").last())
                .hasText("200");
        assertThat(call.locator(".curl")).containsText("perPage=20");
        assertThat(call.locator(".curl")).not().containsText("Date=");
        assertThat(call.locator(".curl")).not().containsText("userId=");
    }

    static List<View> views() {
        return List.of(View.wide("en"), View.phone("de").dark());
    }

    @ParameterizedTest
    @MethodSource("views")
    void theOperationsOfTheMandatorCanBeReadByAll(View view, Browser browser) {
        var ui = OpenApiUiPage.open(browser, view, keycloak.base());
        ui.page().evaluate("document.getElementById('menu-details').open = true");

        for (var operation : List.of("getUserList", "deleteUsers", "changeClientCredentials", "switchApiVersion")) {
            ui.menu(operation).click();
            assertThat(ui.operation(operation).locator(".execute")).isVisible();
        }

        assertThat(ui.page().locator("#menu")).containsText("Mandator Administration");
        browser.screenshot(ui.page(), "mandator");
        Accessibility.check(ui.page());
        assertThat(OpenApiUiPage.isWiderThanTheWindow(ui.page())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api", "/api/ui/"})
    void whoIsNearlyThereIsLedToThePage(String path, Browser browser) {
        var page = browser.page(VIEW, keycloak.base());

        page.navigate(keycloak.base() + path);

        page.waitForURL(keycloak.base() + "/api/ui");
    }

    @ParameterizedTest
    @CsvSource({"en, There is no user with this id.", "de, Es gibt keinen Benutzer mit dieser Kennung."})
    void anErrorIsToldInTheLanguageOfThePage(String language, String message, Browser browser) {
        browser.expectStatus(404);
        browser.expectStatus(403);
        var ui = open(browser);
        ui.page().locator("#language").selectOption(language);
        ui.quickAuth(finapi.clientToken());
        ui.menu("verifyUser").click();
        ui.operation("verifyUser").locator(".parameters input").first().fill("nobody");

        var call = ui.execute("verifyUser");

        assertThat(call.locator(".live-responses-table")).containsText(message);
        assertThat(call.locator(".curl")).containsText("Accept-Language: " + language);
    }

    private OpenApiUiPage open(Browser browser) {
        return OpenApiUiPage.open(browser, VIEW, keycloak.base());
    }
}
