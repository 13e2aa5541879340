package io.github.keycloakfinapi.it.browser;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Chromium as one test uses it. Every page is somebody else's: it shares no cookie with the others. When the test has
 * ended, no page may have written an error to its console or asked a host other than its own.
 */
public final class Browser implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of(System.getProperty("browser.screenshots", "target/screenshots"));

    private final com.microsoft.playwright.Browser chromium;
    private final String test;
    private final List<BrowserContext> contexts = new ArrayList<>();
    private final Map<Page, View> views = new LinkedHashMap<>();
    private final Watch watch = new Watch();

    Browser(com.microsoft.playwright.Browser chromium, String test) {
        this.chromium = chromium;
        this.test = test;
    }

    /** The same Chromium, for pages whose faults are what a test is about. */
    Browser another() {
        return new Browser(chromium, test);
    }

    /** A blank page that may talk to this host and to no other. */
    public Page page(View view, URI host) {
        var context = chromium.newContext(new NewContextOptions()
                .setViewportSize(view.width(), view.height())
                .setDeviceScaleFactor(view.scale())
                .setColorScheme(view.colours())
                .setLocale(view.language()));
        context.setDefaultTimeout(BrowserProcess.PATIENCE.toMillis());
        contexts.add(context);
        watch.over(context, host);
        var page = context.newPage();
        views.put(page, view);
        return page;
    }

    /** A page that is to be shown without any host, such as a mail. */
    public Page page(View view) {
        return page(view, URI.create("about:blank"));
    }

    /** Chromium reports every answer of an error status in the console: this one belongs to the test. */
    public void expectStatus(int status) {
        watch.allow("the server responded with a status of " + status + " ");
    }

    /** The whole page, as {@code target/screenshots/<test class>/<name>-<view>.png}. */
    public void screenshot(Page page, String name) {
        // A font that is still on its way leaves its text out.
        page.evaluate("document.fonts.ready");
        page.screenshot(new ScreenshotOptions()
                .setFullPage(true)
                .setPath(SCREENSHOTS.resolve(test).resolve(name + "-" + views.get(page) + ".png")));
    }

    void checkPages() {
        watch.check();
    }

    @Override
    public void close() {
        contexts.forEach(BrowserContext::close);
    }
}
