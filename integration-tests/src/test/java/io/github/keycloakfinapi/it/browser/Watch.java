package io.github.keycloakfinapi.it.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Request;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Notes what no page may do. */
final class Watch {

    private static final List<String> WITHOUT_HOST = List.of("about", "blob", "data");

    private final List<String> faults = new ArrayList<>();
    private final List<String> allowed = new ArrayList<>();

    void over(BrowserContext context, URI host) {
        context.onConsoleMessage(this::note);
        context.onWebError(error -> faults.add("uncaught: " + error.error()));
        context.onRequest(request -> note(request, host));
    }

    void allow(String part) {
        allowed.add(part);
    }

    private void note(ConsoleMessage message) {
        // What a browser looks for by itself, where a page is a text without an icon.
        var icon = message.location().contains("/favicon.ico:");
        if (message.type().equals("error") && !icon) {
            faults.add("console: " + message.text() + " (" + message.location() + ")");
        }
    }

    private void note(Request request, URI host) {
        var uri = URI.create(request.url());
        if (!WITHOUT_HOST.contains(uri.getScheme()) && !Objects.equals(uri.getAuthority(), host.getAuthority())) {
            faults.add("another host: " + request.url());
        }
    }

    void check() {
        var unexpected = faults.stream()
                .filter(fault -> allowed.stream().noneMatch(fault::contains))
                .toList();
        if (!unexpected.isEmpty()) {
            throw new AssertionError("Pages of this test did what none may do:\n" + String.join("\n", unexpected));
        }
    }
}
