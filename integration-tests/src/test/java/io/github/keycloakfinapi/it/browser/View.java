package io.github.keycloakfinapi.it.browser;

import static com.microsoft.playwright.options.ColorScheme.DARK;
import static com.microsoft.playwright.options.ColorScheme.LIGHT;

import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Locale;

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

    /** Phone and wide, each in the light and in the dark, and every language. */
    public static List<View> all() {
        return List.of(phone("de"), wide("en"), phone("sk").dark(), wide("cs").dark());
    }

    @Override
    public String toString() {
        return String.join("-", device, colours.name().toLowerCase(Locale.ROOT), language);
    }
}
