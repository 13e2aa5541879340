package io.github.keycloakfinapi.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;

/** What axe can tell of the Web Content Accessibility Guidelines, levels A and AA. */
public final class Accessibility {

    private static final List<String> LEVELS = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private Accessibility() {}

    /** All of a page but what these selectors find: what is somebody else's and cannot be mended here. */
    public static void check(Page page, String... foreign) {
        var result = new AxeBuilder(page)
                .withTags(LEVELS)
                .exclude(List.of(foreign))
                // The other mode opens a page more, for what is in frames: here is nothing in frames.
                .setLegacyMode(true)
                .analyze();
        assertThat(result.getPasses()).as("what axe looked at").isNotEmpty();
        assertThat(result.getViolations())
                .as("accessibility of " + page.url())
                .extracting(rule -> rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes())
                .isEmpty();
    }
}
