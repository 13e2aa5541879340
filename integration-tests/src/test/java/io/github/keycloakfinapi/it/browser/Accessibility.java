package io.github.keycloakfinapi.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;

/** What axe can tell of the Web Content Accessibility Guidelines, levels A and AA. */
public final class Accessibility {

    private static final List<String> LEVELS = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private Accessibility() {}

    public static void check(Page page) {
        var result = new AxeBuilder(page).withTags(LEVELS).analyze();
        assertThat(result.getPasses()).as("what axe looked at").isNotEmpty();
        assertThat(result.getViolations())
                .as("accessibility of " + page.url())
                .extracting(rule -> rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes())
                .isEmpty();
    }
}
