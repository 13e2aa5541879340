package io.github.keycloakfinapi.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.keycloak.common.util.Time;
import org.keycloak.models.Constants;
import org.keycloak.representations.AccessToken;

class LastTokenTest {
    private static final long NOW = Time.currentTimeMillis() / 1_000;

    @Test
    void makesAnotherTokenTheOneThatItWasMadeOf() {
        var first = new AccessToken();
        first.id("first").iat(NOW).exp(NOW + 60);
        first.setAuth_time(NOW);
        var second = new AccessToken();
        second.id("second").iat(NOW + 5).exp(NOW + 65);
        second.setAuth_time(NOW + 5);

        LastToken.of(first).writeTo(second);

        assertThat(second).usingRecursiveComparison().isEqualTo(first);
    }

    @Test
    void knowsTheChainOfRefreshTokens() {
        var first = new AccessToken();
        first.getOtherClaims().put(Constants.REUSE_ID, "chain");
        var second = new AccessToken();
        second.getOtherClaims().put(Constants.REUSE_ID, "another");

        var last = LastToken.of(first);
        last.writeTo(second);

        assertThat(second.getOtherClaims()).containsEntry(Constants.REUSE_ID, "chain");
        assertThat(last.chain()).isEqualTo("chain");
        assertThat(LastToken.of(new AccessToken()).chain()).isEmpty();
    }

    @Test
    void aTokenIsTheSameWhateverItsSignature() {
        var last = LastToken.of(new AccessToken()).as("header.claims.signature");

        assertThat(last.is("header.claims.another")).isTrue();
        assertThat(last.is("header.others.signature")).isFalse();
        assertThat(last.is("another.claims.signature")).isFalse();
    }

    @Test
    void tellsWhatIsLeft() {
        var token = new AccessToken();
        token.exp(NOW + 60);

        assertThat(LastToken.of(token).left()).isBetween(50L, 60L);
    }
}
