package io.github.keycloakfinapi.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.ServerOptions;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What an operator sets is what people see, whatever it is. */
@WithKeycloak
@WithBrowser
final class BrandIT {

    /** On which white cannot be read. */
    private static final String YELLOW = "#ffd400";

    private static final Pattern YELLOW_AND_DARK = dark(9);

    /** What the theme in src/test/themes has. */
    private static final String VIOLET = "#7a1fa2";

    private static final Pattern VIOLET_AND_DARK = dark(31);

    private static final String LOGO =
            "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9IjAgMCA0MCA0MCI+"
                    + "PGNpcmNsZSBjeD0iMjAiIGN5PSIyMCIgcj0iMTQiIGZpbGw9IiNlMTFkNDgiLz48L3N2Zz4=";

    @Test
    void theVariablesOfTheEnvironmentSetColourAndLogo(Browser browser) {
        var options =
                ServerOptions.development().with("FINAPI_BRAND_COLOR", YELLOW).with("FINAPI_BRAND_LOGO", LOGO);
        try (var keycloak = KeycloakServer.start(options)) {
            check(keycloak, browser, "finapi", YELLOW, YELLOW_AND_DARK, LOGO);
        }
    }

    @Test
    void aThemeOfOnesOwnSetsColourAndLogo(KeycloakServer keycloak, Browser browser) {
        check(keycloak, browser, "acme", VIOLET, VIOLET_AND_DARK, "/acme/img/acme.svg");
    }

    private static void check(
            KeycloakServer keycloak, Browser browser, String theme, String colour, Pattern dark, String logo) {
        try (var mailbox = new Mailbox(keycloak);
                var realm = new ThemedRealm(keycloak, theme, Map.of("smtpServer", mailbox.settings()))) {
            for (var view : List.of(View.wide("en"), View.phone("de").dark())) {
                var page = browser.page(view, realm.server());
                page.navigate(realm.account());
                assertThat(page.locator("#kc-login")).hasCSS("background-color", dark);
                assertThat(style(page.locator("#kc-header-wrapper"), "::before", "backgroundImage"))
                        .contains(logo);
                browser.screenshot(page, theme + "-sign-in");
                Accessibility.check(page);

                var user = realm.user(view.language());
                realm.signIn(page, user);
                assertThat(page.locator("header.pf-v5-c-masthead")).hasCSS("background-color", dark);
                assertThat(style(page.locator("header img").first(), null, "content"))
                        .contains(logo);
                assertThat(page.locator("#email")).isVisible();
                browser.screenshot(page, theme + "-account");

                realm.mail(user, "execute-actions-email", List.of("UPDATE_PASSWORD"));
                var mail = browser.page(view);
                mail.setContent(mailbox.of(user).html());
                assertThat(mail.locator(".button")).hasCSS("background-color", dark);
                assertThat(mail.content()).contains("background-color:" + colour);
                browser.screenshot(mail, theme + "-mail");
                Accessibility.check(mail);
            }
        }
    }

    /** A colour whose hue begins with these digits, as dark as white text needs it. */
    private static Pattern dark(int hue) {
        return Pattern.compile("oklch\\(0\\.[1-5]\\d* \\S+ " + hue + "\\d?(\\.\\d+)?\\)");
    }

    private static String style(Locator locator, String pseudo, String property) {
        return (String) locator.evaluate(
                "(it, [pseudo, property]) => getComputedStyle(it, pseudo)[property]", new String[] {pseudo, property});
    }
}
