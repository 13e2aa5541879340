package io.github.keycloakfinapi.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Keycloak's account console, of which only the colours and the logo are ours. */
@WithKeycloak
@WithBrowser
@TestInstance(Lifecycle.PER_CLASS)
final class AccountThemeIT {

    /** Keycloak's, on a phone. */
    private static final String UNNAMED_BUTTON = "[data-testid=options-kebab-toggle]";

    private ThemedRealm realm;

    @BeforeAll
    void createRealm(KeycloakServer keycloak) {
        realm = new ThemedRealm(keycloak, "finapi");
    }

    @AfterAll
    void deleteRealm() {
        realm.close();
    }

    @EveryView
    void theConsoleHasTheColoursOfThePageToSignIn(View view, Browser browser) {
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
