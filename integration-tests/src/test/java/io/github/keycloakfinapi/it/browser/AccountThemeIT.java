package io.github.keycloakfinapi.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.util.regex.Pattern;

/** Keycloak's account console, of which only the colours and the logo are ours. */
@WithKeycloak
@WithBrowser
final class AccountThemeIT {

    /** Keycloak's, on a phone. */
    private static final String UNNAMED_BUTTON = "[data-testid=options-kebab-toggle]";

    @EveryView
    void theConsoleHasTheColoursOfThePageToSignIn(View view, KeycloakServer keycloak, Browser browser) {
        try (var realm = new ThemedRealm(keycloak, "finapi")) {
            var page = browser.page(view, realm.server());
            page.navigate(realm.account());
            var button = (String) page.locator("#kc-login").evaluate("it => getComputedStyle(it).backgroundColor");

            realm.signIn(page, realm.user(view.language()));

            assertThat(page.locator("header.pf-v5-c-masthead")).hasCSS("background-color", button);
            assertThat(page.locator("header img").first())
                    .hasCSS("content", Pattern.compile("url\\(\".*/account/finapi/img/logo.svg\"\\)"));
            assertThat(page.locator("#email")).isVisible();
            browser.screenshot(page, "personal-info");
            Accessibility.check(page, UNNAMED_BUTTON);
        }
    }
}
