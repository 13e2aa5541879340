package io.github.keycloakfinapi.callback;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PausesTest {

    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 2000", "3, 4000", "9, 256000", "10, 300000", "1000, 300000", "2147483647, 300000"})
    void growTwofoldUpToFiveMinutes(int failures, long longest) {
        for (var i = 0; i < 100; i++) {
            assertThat(Pauses.after(failures)).isBetween(longest / 2, longest);
        }
    }
}
