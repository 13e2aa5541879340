package io.github.keycloakfinapi.users;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpellingTest {

    @Test
    void anAddressInLowerCaseIsInKeycloaksFieldAlone() {
        assertThat(Spelling.emailField("ali@example.org")).isEqualTo("ali@example.org");
        assertThat(Spelling.emailAttribute("ali@example.org")).isEmpty();
    }

    @Test
    void anAddressWithCapitalsIsInBoth() {
        assertThat(Spelling.emailField("Ali@Example.org")).isEqualTo("Ali@Example.org");
        assertThat(Spelling.emailAttribute("Ali@Example.org")).isEqualTo("Ali@Example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no address", "a@b@c", "İ@example.org"})
    void whatKeycloaksFieldDoesNotTakeIsInTheAttributeAlone(String email) {
        assertThat(Spelling.emailField(email)).isEmpty();
        assertThat(Spelling.emailAttribute(email)).isEqualTo(email);
    }

    @Test
    void anAddressThatIsTooLongForTheFieldIsInTheAttributeAlone() {
        String email = "a@" + "b.".repeat(130) + "org";

        assertThat(Spelling.emailField(email)).isEmpty();
        assertThat(Spelling.emailAttribute(email)).isEqualTo(email);
    }

    @Test
    void anEmptyEmailIsInNeither() {
        assertThat(Spelling.emailField("")).isEmpty();
        assertThat(Spelling.emailAttribute("")).isEmpty();
    }
}
