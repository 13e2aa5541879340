package io.github.keycloakfinapi.it.finapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.http.Answer;
import java.util.stream.Stream;

/** What is to be said of a successful answer to a token request: finAPI's fields and no other. */
public final class TokenAssert {

    private TokenAssert() {}

    public static void assertThatIsClientToken(Answer answer) {
        assertThatIsToken(answer);
    }

    public static void assertThatIsUserToken(Answer answer) {
        assertThatIsToken(answer, "refresh_token");
        assertThat(answer.text("refresh_token")).isNotBlank().isNotEqualTo(answer.text("access_token"));
    }

    private static void assertThatIsToken(Answer answer, String... more) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.json().fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Stream.of("access_token", "token_type", "expires_in", "scope"), Stream.of(more))
                                .toList());
        assertThat(answer.json().path("access_token").isTextual()).isTrue();
        assertThat(answer.text("token_type")).isEqualTo("bearer");
        assertThat(answer.json().path("expires_in").isInt()).isTrue();
        assertThat(answer.text("scope")).isEqualTo("all");
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
    }
}
