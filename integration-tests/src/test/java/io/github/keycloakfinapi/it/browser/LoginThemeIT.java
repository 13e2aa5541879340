package io.github.keycloakfinapi.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What a person sees who signs in. */
@WithKeycloak
@WithBrowser
@TestInstance(Lifecycle.PER_CLASS)
final class LoginThemeIT {

    private static final Map<String, String> VERIFIED = Map.of(
            "cs",
            "ještě není ověřen",
            "de",
            "noch nicht verifiziert",
            "en",
            "not verified",
            "sk",
            "ešte nie je overený");

    private ThemedRealm realm;
    private Browser browser;

    @BeforeAll
    void createRealm(KeycloakServer keycloak) {
        realm = new ThemedRealm(keycloak, "finapi").withUnverifiedUsers();
    }

    @BeforeEach
    void open(Browser ofTest) {
        browser = ofTest;
    }

    @AfterAll
    void deleteRealm() {
        realm.close();
    }

    @EveryView
    void thePageToSignInIsAccessible(View view) {
        var page = signIn(view);

        assertThat(page.locator("#kc-header")).hasText(ThemedRealm.NAME);
        check(page, "sign-in");
    }

    @EveryView
    void aWrongPasswordIsToldAccessibly(View view) {
        var page = signIn(view);

        realm.signIn(page, "nobody");

        assertThat(page.locator("#input-error-username")).isVisible();
        check(page, "wrong-password");
    }

    @EveryView
    void thePageToResetAPasswordIsAccessible(View view) {
        var page = signIn(view);

        page.locator("a[href*=reset-credentials]").click();

        assertThat(page.locator("#kc-reset-password-form")).isVisible();
        check(page, "reset-password");
    }

    @EveryView
    void thePageToChooseANewPasswordIsAccessible(View view) {
        var page = signIn(view);

        realm.signIn(page, realm.user(view.language(), "UPDATE_PASSWORD"));

        assertThat(page.locator("#kc-passwd-update-form")).isVisible();
        check(page, "update-password");
    }

    @EveryView
    void thePageToEndASessionIsAccessible(View view) {
        var page = browser.page(view, realm.server());

        page.navigate(realm.base() + "/protocol/openid-connect/logout");
        assertThat(page.locator("#kc-logout-confirm")).isVisible();
        check(page, "sign-out");

        page.locator("#kc-logout").click();
        assertThat(page.locator("#kc-info-message")).isVisible();
        check(page, "info");
    }

    @EveryView
    void thePageOfAnErrorIsAccessible(View view) {
        browser.expectStatus(400);
        var page = browser.page(view, realm.server());

        page.navigate(realm.signIn("unknown"));

        assertThat(page.locator("#kc-error-message")).isVisible();
        check(page, "error");
    }

    @EveryView
    void anUnverifiedUserIsToldWhoVerifies(View view) {
        browser.expectStatus(403);
        var page = signIn(view);

        realm.signIn(page, realm.user(view.language(), "finapi-verify-user"));

        assertThat(page.locator("#kc-error-message")).containsText(VERIFIED.get(view.language()));
        check(page, "not-verified");
    }

    @Test
    void soIsOneWhereTheThemeHasNoWordsForIt(KeycloakServer keycloak) {
        browser.expectStatus(403);
        try (var plain = new ThemedRealm(keycloak, "keycloak.v2").withUnverifiedUsers()) {
            var page = browser.page(View.wide("en"), plain.server());
            page.navigate(plain.signIn());

            plain.signIn(page, plain.user("en", "finapi-verify-user"));

            assertThat(page.locator("#kc-error-message")).containsText(VERIFIED.get("en"));
        }
    }

    @Test
    void theRealmOfTheImportHasTheThemeAndTheNameOfItsEnvironment(KeycloakServer keycloak) {
        var page = browser.page(View.wide("en"), keycloak.server());

        page.navigate(keycloak.base() + "/account/");

        assertThat(page.locator("#kc-header")).hasText(keycloak.variable("FINAPI_DISPLAY_NAME"));
        assertThat(page.locator("link[href*='/login/finapi/css/brand.css']")).hasCount(1);
    }

    @Test
    void theFocusIsVisible() {
        var page = signIn(View.wide("en"));
        page.locator("#username").fill("anna");

        page.locator("#kc-login").focus();
        page.keyboard().press("Shift+Tab");
        page.keyboard().press("Tab");

        assertThat(page.locator("#kc-login")).hasCSS("outline-style", "solid");
        browser.screenshot(page, "focus");
    }

    @Test
    void aLongNameOfTheRealmStaysOnAPhone() {
        realm.admin()
                .put("", Map.of("displayName", "Donaudampfschifffahrtsgesellschaftsbank e. G."))
                .expect(204);
        try {
            var page = signIn(View.phone("de"));

            assertThat(page.locator("html"))
                    .hasJSProperty("scrollWidth", View.phone("de").width());
            check(page, "long-name");
        } finally {
            realm.admin().put("", Map.of("displayName", ThemedRealm.NAME)).expect(204);
        }
    }

    private Page signIn(View view) {
        var page = browser.page(view, realm.server());
        page.navigate(realm.signIn());
        return page;
    }

    private void check(Page page, String name) {
        browser.screenshot(page, name);
        Accessibility.check(page);
    }
}
