package io.github.keycloakfinapi.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagesTest {

    @Test
    void everyKeyExistsInEveryLanguage() {
        var keys = Messages.bundle(Locale.GERMAN).keySet();
        assertThat(keys).isNotEmpty();
        assertThat(Messages.LANGUAGES)
                .allSatisfy(language ->
                        assertThat(Messages.bundle(language).keySet()).containsExactlyInAnyOrderElementsOf(keys));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", textBlock = """
                    none,            de
                    en,              en
                    en-US,           en
                    cs;q=0.8,        cs
                    'fr,sk;q=0.5',   sk
                    fr,              de
                    ;;;,             de
                    """)
    void theLanguageIsTheOneAskedForAndGermanOtherwise(String acceptLanguage, String expected) {
        assertThat(Messages.language(acceptLanguage)).isEqualTo(Locale.forLanguageTag(expected));
    }
}
