package io.github.keycloakfinapi.it.browser;

import static com.microsoft.playwright.options.ColorScheme.DARK;
import static com.microsoft.playwright.options.ColorScheme.LIGHT;

import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a page is seen with. */
public record View(String device, int width, int height, double scale, ColorScheme colours, String language) {

    public static View phone(String language) {
        return new View("phone", 360, 740, 2, LIGHT, language);
    }

    public static View wide(String language) {
        return new View("wide", 1440, 900, 1, LIGHT, language);
    }

    public View dark() {
        return new View(device, width, height, scale, DARK, language);
    }

    /** Phone and wide, light and dark, in each of the languages. */
    public static List<View> all(String... languages) {
        return Stream.of(languages)
                .flatMap(each -> Stream.of(phone(each), wide(each)))
                .flatMap(each -> Stream.of(each, each.dark()))
                .toList();
    }

    @Override
    public String toString() {
        return String.join("-", device, colours.name().toLowerCase(Locale.ROOT), language);
    }
}
