package io.github.keycloakfinapi.it.browser;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That the browser tests can fail. The pages are shown in a browser of their own, which nobody checks but this test. */
@WithBrowser
final class WatchIT {

    private Browser browser;
    private Page page;

    @BeforeEach
    void openPage(Browser ofTest) {
        browser = ofTest.another();
        page = browser.page(View.wide("en"), URI.create("http://127.0.0.1:9"));
    }

    @AfterEach
    void closePage() {
        browser.close();
    }

    @Test
    void aQuietPagePasses() {
        page.setContent("<p>Hello</p><img alt='' src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>");

        assertThatCode(browser::checkPages).doesNotThrowAnyException();
    }

    @Test
    void anErrorInTheConsoleFails() {
        page.waitForConsoleMessage(() -> page.setContent("<script>console.error('broken')</script>"));

        assertThatThrownBy(browser::checkPages).hasMessageContaining("console: broken");
    }

    @Test
    void anExceptionThatNobodyCatchesFails() {
        page.setContent("<script>throw new Error('thrown')</script>");

        assertThatThrownBy(browser::checkPages).hasMessageContaining("thrown");
    }

    @Test
    void aRequestToAnotherHostFails() {
        page.waitForRequest("**/pixel.png", () -> page.setContent("<img alt='' src='http://127.0.0.2:9/pixel.png'>"));

        assertThatThrownBy(browser::checkPages).hasMessageContaining("another host: http://127.0.0.2:9/pixel.png");
    }

    @Test
    void anInaccessiblePageFails() {
        page.setContent("<html lang='en'><title>t</title><main><p style='color:#ccc'>faint</p></main></html>");

        assertThatThrownBy(() -> Accessibility.check(page)).hasMessageContaining("color-contrast");
    }
}
