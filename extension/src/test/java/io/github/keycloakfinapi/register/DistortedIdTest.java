package io.github.keycloakfinapi.register;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistortedIdTest {

    /** The first is finAPI's own example. */
    @ParameterizedTest
    @CsvSource({"user, uXXr", "bob, bXb", "ab, XX", "a, X", "jane.doe@bank.example, jXXXXXXXXXXXXXXXXXXXe"})
    void showsTheEndsOfAnIdAndItsLength(String id, String distorted) {
        assertThat(DistortedId.of(id)).isEqualTo(distorted);
    }
}
