package io.github.keycloakfinapi.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SealedTokenTest {
    private static final String TOKEN = "header.claims.signature";

    @Test
    void theSecretThatSealedItOpensIt() {
        assertThat(sealed("open sesame ä€😀").open("open sesame ä€😀")).contains(TOKEN);
    }

    @Test
    void noOtherSecretDoes() {
        var sealed = sealed("open sesame");

        assertThat(sealed.open("open sesam")).isEmpty();
        assertThat(sealed.open("x")).isEmpty();
    }

    @Test
    void theSameTokenIsSealedInAnotherWayEachTime() {
        var one = sealed("open sesame");
        var other = sealed("open sesame");

        assertThat(one.sealed()).isNotEqualTo(other.sealed());
        assertThat(new String(one.sealed(), StandardCharsets.ISO_8859_1)).doesNotContain("claims");
    }

    private static SealedToken sealed(String secret) {
        return SealedToken.seal(TOKEN, secret, "ingredients", null, Map.of());
    }
}
