package io.github.keycloakfinapi.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The mails that Keycloak sends, and the pages that their links lead to. */
@WithKeycloak
@WithBrowser
@TestInstance(Lifecycle.PER_CLASS)
final class EmailThemeIT {

    private Mailbox mailbox;
    private ThemedRealm realm;
    private Browser browser;

    @BeforeAll
    void createRealm(KeycloakServer keycloak) {
        mailbox = new Mailbox(keycloak);
        realm = new ThemedRealm(keycloak, "finapi", Map.of("smtpServer", mailbox.settings()));
    }

    @BeforeEach
    void open(Browser ofTest) {
        browser = ofTest;
    }

    @AfterAll
    void deleteRealm() {
        realm.close();
        mailbox.close();
    }

    @EveryView
    void aForgottenPasswordIsReplacedThroughTheLinkOfAMail(View view) {
        var user = realm.user(view.language());
        var page = browser.page(view, realm.server());
        page.navigate(realm.signIn());
        page.locator("a[href*=reset-credentials]").click();
        page.locator("#username").fill(user);
        page.locator("#kc-form-buttons").click();
        assertThat(page.locator(".pf-v5-c-alert")).isVisible();
        browser.screenshot(page, "mail-sent");
        Accessibility.check(page);

        var mail = mailbox.of(user);
        show(mail, view, "forgotten-password");

        page.navigate(mail.link());
        page.locator("#password-new").fill("a-new-password");
        page.locator("#password-confirm").fill("a-new-password");
        page.locator("#kc-submit").click();
        page.waitForURL(realm.base() + "/**");
    }

    @EveryView
    void anAddressIsVerifiedThroughTheLinkOfAMail(View view) {
        var user = realm.user(view.language(), "VERIFY_EMAIL");
        var page = browser.page(view, realm.server());
        page.navigate(realm.signIn());
        page.locator("#username").fill(user);
        page.locator("#password").fill(ThemedRealm.PASSWORD);
        page.locator("#kc-login").click();
        assertThat(page.locator("[data-page-id=login-login-verify-email]")).isVisible();
        browser.screenshot(page, "verify-email");
        Accessibility.check(page);

        var mail = mailbox.of(user);
        show(mail, view, "address");

        page.navigate(mail.link());
        page.waitForURL(realm.base() + "/**");
        assertThat(realm.admin().user(user).path("emailVerified").asBoolean()).isTrue();
    }

    @EveryView
    void whatIsToBeDoneIsNamedInAMailAndOnItsPage(View view) {
        var user = realm.user(view.language());
        mail(user, "execute-actions-email", List.of("UPDATE_PASSWORD", "UPDATE_PROFILE"));
        var mail = mailbox.of(user);
        show(mail, view, "actions");

        var page = browser.page(view, realm.server());
        page.navigate(mail.link());

        assertThat(page.locator("#kc-info-message b")).isVisible();
        browser.screenshot(page, "actions-page");
        Accessibility.check(page);
    }

    @ParameterizedTest
    @CsvSource({
        "de, Ihr Konto braucht Sie,       12 Stunden",
        "en, Your account needs you,      12 hours",
        "cs, Váš účet vyžaduje pozornost, 12 hodin",
        "sk, Váš účet vyžaduje pozornosť, 12 hodín"
    })
    void aMailIsWrittenInTheLanguageOfItsReader(String language, String subject, String lifespan) {
        var user = realm.user(language);

        mail(user, "execute-actions-email", List.of("UPDATE_PASSWORD"));

        var mail = mailbox.of(user);
        assertThat(mail.subject()).isEqualTo(subject);
        assertThat(mail.text()).contains(lifespan).doesNotContain("<", "{");
        assertThat(mail.html()).contains(lifespan, "lang=\"" + language + "\"");
    }

    @Test
    void theTextAndTheHtmlOfAMailHaveTheSameLink() {
        var user = realm.user("en");

        mail(user, "send-verify-email", "");

        var mail = mailbox.of(user);
        var page = browser.page(View.phone("en"));
        page.setContent(mail.html());
        assertThat(page.locator("a.button")).hasAttribute("href", mail.link());
    }

    /** As an administrator, or an application, has Keycloak do it. */
    private void mail(String user, String what, Object body) {
        var id = realm.admin().user(user).path("id").asText();
        realm.admin().put("/users/" + id + "/" + what, body).expect(204);
    }

    private void show(Mail mail, View view, String name) {
        assertThat(mail.subject()).isNotBlank();
        assertThat(mail.html()).contains(ThemedRealm.NAME);
        var page = browser.page(view);
        page.setContent(mail.html());
        browser.screenshot(page, name);
        Accessibility.check(page);
    }
}
