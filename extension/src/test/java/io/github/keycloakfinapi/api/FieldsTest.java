package io.github.keycloakfinapi.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class FieldsTest {

    @Test
    void aListIsReadInItsOrder() {
        Fields fields = fields("{\"userIds\":[\"b\",\"a\",\"b\"]}");

        assertThat(fields.requiredTexts("userIds", TextLimits.USER_ID)).containsExactly("b", "a", "b");
        fields.verify();
    }

    @Test
    void anEmptyListIsOne() {
        Fields fields = fields("{\"userIds\":[]}");

        assertThat(fields.requiredTexts("userIds", TextLimits.USER_ID)).isEmpty();
        fields.verify();
    }

    @Test
    void ofAListIsToldWhichElementsAreWrong() {
        assertThat(errors("{\"userIds\":[\"a\",null,\"b c\",7]}"))
                .containsExactly(
                        "The field 'userIds[1]' must be a string.",
                        "The field 'userIds[2]' may contain only letters, digits and - _ . + @.",
                        "The field 'userIds[3]' must be a string.");
    }

    @Test
    void ofALongListOnlyTheFirstTenErrorsAreTold() {
        String list = String.join(",", Collections.nCopies(1_000, "1"));

        assertThat(errors("{\"userIds\":[" + list + "]}"))
                .hasSize(10)
                .last()
                .asString()
                .contains("userIds[9]");
    }

    @Test
    void whatIsNoListIsRefused() {
        assertThat(errors("{\"userIds\":\"a\"}")).containsExactly("The field 'userIds' must be a list of strings.");
        assertThat(errors("{\"userIds\":null}")).containsExactly("The field 'userIds' must be given.");
    }

    @Test
    void aTextOfAnotherTypeIsNone() {
        Fields fields = fields("{\"id\":1}");

        assertThat(fields.text("id", TextLimits.USER_ID)).isNull();
        assertThatThrownBy(fields::verify).isInstanceOf(ApiException.class);
    }

    private static List<String> errors(String json) {
        Fields fields = fields(json);
        fields.requiredTexts("userIds", TextLimits.USER_ID);
        return catchThrowableOfType(ApiException.class, fields::verify).error().details().stream()
                .map(detail -> detail.message().in(Locale.ENGLISH))
                .toList();
    }

    private static Fields fields(String json) {
        return new Fields(ApiVersion.V2.json().readObject(json));
    }
}
