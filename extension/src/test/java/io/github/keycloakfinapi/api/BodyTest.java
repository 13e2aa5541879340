package io.github.keycloakfinapi.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {
    private static final Json JSON = ApiVersion.V2.json();

    @Test
    void aFormIsDecodedInItsCharset() {
        assertThat(form("username=J%C3%BCrgen+M&password=a%3Db=c"))
                .containsEntry("username", List.of("Jürgen M"))
                .containsEntry("password", List.of("a=b=c"));
        assertThat(new Body(MediaType.APPLICATION_FORM_URLENCODED_TYPE, StandardCharsets.ISO_8859_1, "id=J%FCrgen")
                        .form(JSON))
                .containsEntry("id", List.of("Jürgen"));
    }

    @Test
    void aParameterWithoutAValueIsEmptyAndOneWithoutANameIsNone() {
        assertThat(form("a&b=&=c&&d=1&d=2"))
                .hasSize(3)
                .containsEntry("a", List.of(""))
                .containsEntry("b", List.of(""))
                .containsEntry("d", List.of("1", "2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%4", "a=%zz", "%=a"})
    void aPercentSignThatEncodesNothingIsRefused(String form) {
        assertThat(refusal(() -> form(form)).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/merge-patch+json"})
    void anEmptyJsonObjectIsAnEmptyForm(String type) {
        assertThat(new Body(type(type), StandardCharsets.UTF_8, "{}").form(JSON))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain", "multipart/form-data", "*/*"})
    void anythingElseIsNoForm(String type) {
        assertThat(refusal(() -> new Body(type(type), StandardCharsets.UTF_8, "{\"a\":1}").form(JSON))
                        .status())
                .isEqualTo(415);
    }

    @Test
    void whatAnnouncesNoTypeIsTakenForJson() {
        assertThat(new Body(null, StandardCharsets.UTF_8, "{\"id\":\"a\"}")
                        .json(JSON)
                        .text("id", TextLimits.USER_ID))
                .isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/json", "application/x-www-form-urlencoded", "*/*"})
    void anotherTypeIsNoJson(String type) {
        assertThat(refusal(() -> new Body(type(type), StandardCharsets.UTF_8, "{}").json(JSON))
                        .status())
                .isEqualTo(415);
    }

    private static Map<String, List<String>> form(String text) {
        return new Body(MediaType.APPLICATION_FORM_URLENCODED_TYPE, StandardCharsets.UTF_8, text).form(JSON);
    }

    private static MediaType type(String text) {
        String[] parts = text.split("/");
        return new MediaType(parts[0], parts[1]);
    }

    private static ApiError refusal(ThrowingCallable call) {
        return catchThrowableOfType(ApiException.class, call).error();
    }
}
