package io.github.keycloakfinapi.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The first page of the Open API UI: a newcomer gets a user token by three clicks. */
@WithKeycloak
@WithBrowser
final class GuidedStepsIT {

    private static final View VIEW = View.wide("en");
    private static final String HARD_TO_QUOTE = "it's \"$HOME\" \\ `id` & co";

    private final KeycloakServer keycloak;
    private final FinApi finapi;

    GuidedStepsIT(KeycloakServer keycloak) {
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
        assertThat(OpenApiUiPage.isWiderThanTheWindow(ui.page())).isFalse();
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
    void aWrongSecretIsTold(Browser browser) {
        browser.expectStatus(401);
        var ui = open(browser, VIEW);
        ui.enterClient(finapi.client().withSecret("wrong"));

        ui.click("client");

        assertThat(ui.outcome()).hasText("401: Bad client credentials");
        assertThat(ui.page().locator("#steps li.done")).hasCount(0);
        browser.screenshot(ui.page(), "wrong-secret");
    }

    @ParameterizedTest
    @CsvSource({
        "en, 403: The user is not verified. Next: call Verify a user with the id %s",
        "de, 403: Der Benutzer ist nicht verifiziert. Als Nächstes: „Verify a user“ mit der ID %s"
    })
    void whoMeetsAnUnverifiedUserIsToldWhatToDoNext(String language, String next, Browser browser) {
        browser.expectStatus(403);
        var client = new Clients(keycloak.admin()).appThatVerifies();
        var ui = open(browser, View.wide(language));
        ui.enterClient(client);
        ui.step("client");
        ui.step("create");
        var user = ui.page().locator("#user-id").inputValue();
        ui.click("user");
        assertThat(ui.outcome()).containsText(next.formatted(user));
        browser.screenshot(ui.page(), "not-verified");

        ui.outcome().locator("button").click();
        var verify = ui.operation("verifyUser");
        verify.locator(".parameters input").first().fill(user);
        verify.locator(".execute").click();
        assertThat(verify.locator(".live-responses-table .response-col_status").last())
                .hasText("200");

        ui.step("user");
        assertThat(ui.owner()).containsText(user);
    }

    @Test
    void anAdminClientIsToldWhatItIsFor(Browser browser) {
        browser.expectStatus(403);
        var ui = open(browser, VIEW);
        ui.enterClient(FinApi.mandatorAdmin(keycloak));
        ui.step("client");

        ui.click("create");

        assertThat(ui.outcome()).hasText("403: Access is denied");
        assertThat(ui.owner()).containsText("Admin client");
        ui.page().locator("#to-users").click();
        assertThat(ui.page().locator("#pager")).isVisible();
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
        OpenApiUiPage.tabTo(page, "#create button");
        page.keyboard().press("Enter");
        page.locator("li.done #create").waitFor();
        OpenApiUiPage.tabTo(page, "#user button");
        page.keyboard().press("Space");
        page.locator("li.done #user").waitFor();
        OpenApiUiPage.tabTo(page, "#outcome button");
        page.keyboard().press("Enter");

        assertThat(page.locator("[id$='-getAuthorizedUser'] .opblock-summary-control"))
                .isFocused();
    }

    private OpenApiUiPage open(Browser browser, View view) {
        return OpenApiUiPage.open(browser, view, keycloak.base());
    }
}
