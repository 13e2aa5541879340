package io.github.keycloakfinapi.compare.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UserListChecksTest {

    @Test
    void onlyTheShapeOfADistortedIdIsShown() {
        assertThat(UserListChecks.shape("cXXXXz", "cmp-1z")).isEqualTo("=XXXX=");
        assertThat(UserListChecks.shape("carolz", "cmp-1z")).isEqualTo("=????=");
    }
}
