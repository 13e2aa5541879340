package io.github.keycloakfinapi.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FailedLogins;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The view of the Open API UI in which people look at users: 21 who are there, one who is locked, one who was deleted. */
@WithKeycloak
@WithBrowser
final class UserListViewIT {

    private static final View VIEW = View.wide("en");
    private static final List<String> NUMBERED =
            IntStream.rangeClosed(1, 21).mapToObj("user-%02d"::formatted).toList();

    private static OtherRealm realm;
    private static FinApi app;
    private static FinApi mandator;

    @BeforeAll
    static void createUsers(KeycloakServer keycloak) {
        realm = new OtherRealm(keycloak, Version.V2);
        app = realm.finapi();
        mandator = app.as(FinApi.mandatorAdmin(keycloak));
        Stream.concat(NUMBERED.stream(), Stream.of("gone", "locked"))
                .forEach(id ->
                        app.create(Map.of("id", id, "password", "open-sesame")).expect(201));
        app.userToken(new Credentials("user-02", "open-sesame"));
        mandator.deleteUsers(List.of("gone")).expect(200);
        new FailedLogins(app, realm.admin()).lock(new Credentials("locked", "open-sesame"));
        mandator.userList("").expect(200);
    }

    @AfterAll
    static void removeThem() {
        realm.close();
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
    void whoHasTheAdminClientsCredentialsSeesUsersPageByPage(View view, Browser browser) {
        var german = view.language().equals("de");
        var page = OpenApiUiPage.open(browser, view, app.base()).page();
        page.locator("header a[href='#users']").click();
        assertThat(page.locator("#admin")).isVisible();
        assertThat(page.locator("#start")).isHidden();
        browser.screenshot(page, "without-token");
        checkShape(page);

        getToken(page, mandator.client());
        page.locator("[name=perPage]").selectOption("10");

        assertThat(page.locator("#page")).hasText(german ? "Seite 1 von 3" : "Page 1 of 3");
        assertThat(page.locator("#users-status")).hasText(german ? "23 Benutzer" : "23 users");
        assertThat(rows(page)).hasCount(10);
        assertThat(row(page, "gXXe")).hasClass("deleted");
        assertThat(row(page, "gXXe").locator("th")).containsText(german ? "Gelöscht" : "Deleted");
        assertThat(row(page, "locked")).containsText(german ? "Gesperrt" : "Locked");
        assertThat(row(page, "user-01")).containsText(german ? "nie" : "never");
        assertThat(row(page, "user-02").locator("time")).hasCount(2);
        browser.screenshot(page, "first-page");
        checkShape(page);

        page.locator("#last").click();
        assertThat(page.locator("#page")).hasText(german ? "Seite 3 von 3" : "Page 3 of 3");
        assertThat(ids(page)).hasText(new String[] {"user-19", "user-20", "user-21"});
        browser.screenshot(page, "last-page");
        page.locator("#previous").click();
        assertThat(ids(page).first()).hasText("user-09");
        page.locator("#first").click();
        assertThat(ids(page).first()).hasText("gXXe");
        page.locator("#next").click();
        assertThat(ids(page).first()).hasText("user-09");
    }

    @Test
    void aFilterThatIsChangedGoesBackToTheFirstPage(Browser browser) {
        var page = open(browser);
        page.locator("#last").click();
        assertThat(page.locator("#page")).hasText("Page 3 of 3");

        page.locator("[name=state]").selectOption("active");

        assertThat(page.locator("#page")).hasText("Page 1 of 3");
        assertThat(page.locator("#users-status")).hasText("21 users");
        assertThat(ids(page).first()).hasText("user-01");
    }

    @ParameterizedTest
    @CsvSource({"deleted, gXXe", "locked, locked"})
    void aStateIsThatOfAllWhoAreShown(String state, String only, Browser browser) {
        var page = open(browser);

        page.locator("[name=state]").selectOption(state);

        assertThat(page.locator("#users-status")).hasText("1 user");
        assertThat(ids(page)).hasText(new String[] {only});
    }

    @Test
    void aUserIsFoundByTheWholeId(Browser browser) {
        var page = open(browser);

        page.locator("[name=userId]").fill("user-1");
        assertThat(page.locator("#users-status")).hasText("No users found.");
        assertThat(page.locator("#list")).isHidden();
        browser.screenshot(page, "nobody");
        page.locator("[name=userId]").fill(" USER-17 ");

        assertThat(ids(page)).hasText(new String[] {"user-17"});
        page.locator("#filter [type=reset]").click();
        assertThat(page.locator("#users-status")).hasText("23 users");
    }

    @Test
    void daysAreFilters(Browser browser) {
        var page = open(browser);

        page.locator("[name=minLastActiveDate]").fill("2000-01-01");
        assertThat(ids(page)).hasText(new String[] {"user-02"});
        assertThat(page.locator("#days-title")).hasText("Filter by day (1 set)");
        page.locator("[name=minLastActiveDate]").fill("");
        page.locator("[name=minDeletionDate]").fill("2000-01-01");
        assertThat(ids(page)).hasText(new String[] {"gXXe"});
        page.locator("[name=maxRegistrationDate]").fill("2000-01-01");
        assertThat(page.locator("#users-status")).hasText("No users found.");
    }

    @Test
    void aDayThatIsNotCompleteIsTold(Browser browser) {
        var page = open(browser);
        page.locator("[name=minDeletionDate]").focus();
        page.keyboard().type("11");

        page.locator("[name=userId]").focus();

        assertThat(page.locator("#days-hint")).hasText("Incomplete dates are ignored.");
        assertThat(page.locator("[name=minDeletionDate]")).hasAttribute("aria-invalid", "true");
    }

    @Test
    void theOrderIsTurnedRound(Browser browser) {
        var page = open(browser);

        page.locator("#sort").click();

        assertThat(ids(page).first()).hasText("user-21");
        assertThat(page.locator("#sort-column")).hasAttribute("aria-sort", "descending");
        page.locator("#sort").click();
        assertThat(ids(page).first()).hasText("gXXe");
    }

    @ParameterizedTest
    @MethodSource("views")
    void aWrongFilterIsToldAsTheApiWordsIt(View view, Browser browser) {
        browser.expectStatus(400);
        var page = open(browser, view);
        page.evaluate("document.getElementById('days').open = true");

        page.locator("[name=minRegistrationDate]").fill("2026-02-01");
        page.locator("[name=maxRegistrationDate]").fill("2026-01-01");

        assertThat(page.locator("#users-error"))
                .hasText("400: The parameter 'minRegistrationDate' may not be after 'maxRegistrationDate'.");
        assertThat(page.locator("[name=minRegistrationDate]")).hasAttribute("aria-invalid", "true");
        assertThat(page.locator("[name=minDeletionDate]")).hasAttribute("aria-invalid", "false");
        assertThat(page.locator("#list")).isHidden();
        browser.screenshot(page, "wrong-filter");
        checkShape(page);
        page.locator("[name=minRegistrationDate]").fill("");
        assertThat(page.locator("#users-error")).isEmpty();
    }

    @Test
    void aTokenThatIsNotAnAdminClientsIsToldWhichIsNeeded(Browser browser) {
        browser.expectStatus(401);
        browser.expectStatus(403);
        var page = OpenApiUiPage.open(browser, VIEW, app.base()).page();
        page.locator("header a[href='#users']").click();

        getToken(page, app.client().withSecret("wrong"));
        assertThat(page.locator("#users-error")).hasText("401: Bad client credentials");
        getToken(page, app.client());

        assertThat(page.locator("#users-error")).hasText("403: Access is denied");
        assertThat(page.locator("#admin")).containsText("a token of the mandator's admin client");
        browser.screenshot(page, "wrong-token");
        getToken(page, mandator.client());
        assertThat(page.locator("#users-status")).hasText("23 users");
        assertThat(page.locator("#owner"))
                .hasText(Pattern.compile("Admin client " + mandator.client().id() + " · expires .*"));
        assertThat(page.locator("#admin-secret")).hasValue("");
    }

    @Test
    void aListThatIsBeingMadeIsAskedForAgain(Browser browser) {
        browser.expectStatus(503);
        var page = open(browser);
        page.route(
                "**/getUserList?*order=userId%2Cdesc*",
                route -> route.fulfill(new FulfillOptions()
                        .setStatus(503)
                        .setHeaders(Map.of("Retry-After", "1", "Content-Type", "application/json"))
                        .setBody("{\"errors\":[{\"message\":\"The service is busy.\"}]}")));

        page.locator("#sort").click();

        assertThat(page.locator("#users-error"))
                .hasText("503: The service is busy. The list will be reloaded automatically.");
        browser.screenshot(page, "being-made");
        page.unroute("**/getUserList?*order=userId%2Cdesc*");
        assertThat(ids(page).first()).hasText("user-21");
        assertThat(page.locator("#users-error")).isEmpty();
    }

    @Test
    void whatTakesTimeIsShownToTakeIt(Browser browser) {
        var page = OpenApiUiPage.open(browser, VIEW, app.base()).page();
        page.locator("header a[href='#users']").click();
        page.route("**/getUserList?*", route -> {});

        getToken(page, mandator.client());

        assertThat(page.locator("#users-status")).hasText("Loading…");
        browser.screenshot(page, "loading");
        Accessibility.check(page);
    }

    @Test
    void aServerThatIsAwayIsAskedAgainByHand(Browser browser) {
        // What the browser says of it is a fault elsewhere.
        try (var another = browser.another()) {
            var page = open(another);
            page.route("**/getUserList?*", route -> route.abort());
            page.locator("#sort").click();
            assertThat(page.locator("#users-error")).hasText("The server cannot be reached.");

            page.unroute("**/getUserList?*");
            page.locator("#users-again").click();

            assertThat(ids(page).first()).hasText("user-21");
        }
    }

    @Test
    void theRequestCanBePastedIntoAShell(Browser browser) {
        var page = open(browser);
        page.locator("[name=state]").selectOption("deleted");
        assertThat(page.locator("#users-status")).hasText("1 user");

        page.locator("#users-exchange summary").click();

        assertThat(Shell.paste(page.locator("#users-curl").textContent()))
                .contains("HTTP/1.1 200", "gXXe")
                .doesNotContain("user-01");
    }

    @Test
    void theListIsTheSameInTheOtherVersion(Browser browser) {
        var page = open(browser);
        page.locator("#version").selectOption("v1");

        assertThat(page.locator("#users-curl")).containsText("/api/v1/mandatorAdmin/getUserList");
        assertThat(row(page, "gXXe")).hasClass("deleted");
        assertThat(row(page, "user-01")).containsText("never");
    }

    @Test
    void aTokenThatIsRemovedTakesItsUsersAlong(Browser browser) {
        var page = open(browser);

        page.locator("#forget").click();

        assertThat(page.locator("#admin")).isVisible();
        assertThat(rows(page)).hasCount(0);
        assertThat(page.locator("#users-curl")).isEmpty();
    }

    @Test
    void itNeedsNoMouse(Browser browser) {
        var page = OpenApiUiPage.open(browser, VIEW, app.base()).page();
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.locator("#users")).isFocused();
        OpenApiUiPage.tabTo(page, "#admin-id");
        page.keyboard().type(mandator.client().id());
        page.keyboard().press("Tab");
        page.keyboard().type(mandator.client().secret());
        page.keyboard().press("Enter");
        assertThat(page.locator("#users-status")).hasText("23 users");
        assertThat(page.locator("#users")).isFocused();
        OpenApiUiPage.tabTo(page, "#next");
        page.keyboard().press("Enter");

        assertThat(page.locator("#page")).hasText("Page 2 of 2");
        assertThat(page.locator("#next")).isFocused();
        OpenApiUiPage.tabTo(page, "#sort");
        page.keyboard().press("Space");
        assertThat(ids(page).first()).hasText("user-21");
    }

    private static Page open(Browser browser) {
        var page = open(browser, VIEW);
        page.locator("[name=perPage]").selectOption("10");
        assertThat(page.locator("#page")).hasText("Page 1 of 3");
        return page;
    }

    private static Page open(Browser browser, View view) {
        var page = OpenApiUiPage.open(browser, view, app.base()).page();
        page.locator("header a[href='#users']").click();
        getToken(page, mandator.client());
        rows(page).first().waitFor();
        return page;
    }

    private static void getToken(Page page, Credentials client) {
        page.locator("#admin-id").fill(client.id());
        page.locator("#admin-secret").fill(client.secret());
        page.locator("#admin button").click();
    }

    private static void checkShape(Page page) {
        // Halfway between two colours the contrast is that of neither.
        page.evaluate("Promise.all(document.getAnimations().map(each => each.finished))");
        Accessibility.check(page);
        assertThat(OpenApiUiPage.isWiderThanTheWindow(page)).isFalse();
    }

    private static Locator rows(Page page) {
        return page.locator("#rows tr");
    }

    private static Locator ids(Page page) {
        return page.locator("#rows th span");
    }

    private static Locator row(Page page, String id) {
        return rows(page).filter(new Locator.FilterOptions().setHas(page.getByText(id, exact())));
    }

    private static Page.GetByTextOptions exact() {
        return new Page.GetByTextOptions().setExact(true);
    }
}
