package io.github.keycloakfinapi.it.browser;

import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.time.Duration;
import java.util.Map;

final class BrowserProcess implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMinutes(3);

    static {
        // Five seconds, the default, are too few on a machine that has other things to do.
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE.toMillis());
    }

    private final Playwright playwright =
            Playwright.create(new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));

    private final com.microsoft.playwright.Browser chromium =
            playwright.chromium().launch(Chromium.options());

    Browser browser(Class<?> test) {
        return new Browser(chromium, test.getSimpleName());
    }

    @Override
    public void close() {
        playwright.close();
    }
}
