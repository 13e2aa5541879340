package io.github.keycloakfinapi.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.github.keycloakfinapi.it.finapi.Credentials;
import java.net.URI;
import java.util.List;

/** The Open API UI as its reader knows it. */
record OpenApiUiPage(Page page) {

    static OpenApiUiPage open(Browser browser, View view, URI base) {
        var ui = new OpenApiUiPage(browser.page(view, base));
        ui.page.navigate(base + "/api/ui");
        ui.operation("getAuthorizedUser").waitFor();
        return ui;
    }

    void enterClient(Credentials client) {
        page.locator("#client-id").fill(client.id());
        page.locator("#client-secret").fill(client.secret());
    }

    void enterUser(Credentials user) {
        page.locator("#user-id").fill(user.id());
        page.locator("#user-password").fill(user.secret());
    }

    /** One of the three steps: client, create, user. */
    void step(String id) {
        click(id);
        page.locator("li.done #" + id).waitFor();
    }

    void click(String step) {
        page.locator("#" + step + " button").click();
    }

    Locator outcome() {
        return page.locator("#outcome");
    }

    void quickAuth(String token) {
        page.locator("#token").fill(token);
    }

    Locator owner() {
        return page.locator("#owner");
    }

    void chooseVersion(String version) {
        page.locator("#version").selectOption(version);
    }

    /** An operation in the menu on the left. */
    Locator menu(String operation) {
        return page.locator("#menu a[href='#" + operation + "']");
    }

    Locator operation(String operation) {
        return page.locator("[id^='operations-'][id$='-" + operation + "']");
    }

    /** Opens an operation by the menu and calls it. */
    Locator execute(String operation) {
        menu(operation).click();
        var opened = operation(operation);
        opened.locator(".execute").click();
        opened.locator(".curl").waitFor();
        return opened;
    }

    static void tabTo(Page page, String selector) {
        var steps = 0;
        while (!(boolean) page.locator(selector).evaluate("it => it === document.activeElement")) {
            assertThat(steps++).as("Tab presses to " + selector).isLessThan(40);
            page.keyboard().press("Tab");
        }
    }

    static boolean isWiderThanTheWindow(Page page) {
        return (boolean) page.evaluate("document.documentElement.scrollWidth > innerWidth");
    }

    /** What the button for it puts onto the clipboard. */
    String copiedCurl() {
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        page.locator("#copy-curl").click();
        return (String) page.evaluate("navigator.clipboard.readText()");
    }
}
