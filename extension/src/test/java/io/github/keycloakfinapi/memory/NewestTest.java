package io.github.keycloakfinapi.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NewestTest {

    @Test
    void whatWasNotAskedForForLongestIsForgotten() {
        var newest = new Newest<String>(2);
        newest.put("a", "1");
        newest.put("b", "2");
        newest.get("a");
        newest.put("c", "3");

        assertThat(newest.get("a")).isEqualTo("1");
        assertThat(newest.get("b")).isNull();
        assertThat(newest.get("c")).isEqualTo("3");
    }
}
