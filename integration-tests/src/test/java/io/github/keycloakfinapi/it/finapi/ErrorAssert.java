package io.github.keycloakfinapi.it.finapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakfinapi.it.http.Answer;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;

/** What is to be said of an error of finAPI. */
public final class ErrorAssert extends AbstractAssert<ErrorAssert, Answer> {

    private static final List<String> INTERNALS =
            List.of("<html", "Exception", "java.", "org.keycloak", "io.github", "com.fasterxml", "jakarta");

    private static final Map<Version, Pattern> DATE = Map.of(
            Version.V1, Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3}"),
            Version.V2, Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)"));

    private ErrorAssert(Answer actual) {
        super(actual, ErrorAssert.class);
    }

    public static ErrorAssert assertThatError(Answer answer) {
        return new ErrorAssert(answer).isJson().showsNothingOfTheInside();
    }

    /** The {@code errors[]} envelope, every entry of it with this code. */
    public ErrorAssert isEnvelope(int status, String code) {
        hasStatus(status);
        var body = actual.json();
        var isV1 = !body.path("date").asText().contains("T");
        assertThat(body.fieldNames())
                .as("fields of %s", actual)
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(
                        withNulls(isV1, "bank", "errors", "date", "requestId", "endpoint", "authContext"));
        assertThat(body.path("authContext").isTextual()).as("authContext").isTrue();
        assertThat(body.path("requestId").asText()).as("requestId").isEqualTo(actual.header("X-Request-Id"));
        assertThat(body.path("errors")).as("errors of %s", actual).isNotEmpty().allSatisfy(error -> {
            assertThat(error.path("message").isTextual()).as("message").isTrue();
            assertThat(error.path("code").asText()).isEqualTo(code);
            assertThat(error.path("type").asText()).isIn("BUSINESS", "TECHNICAL");
            assertThat(error.fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrderElementsOf(
                            withNulls(isV1, "multiStepAuthentication", "message", "code", "type"));
        });
        return this;
    }

    /** v1 has the fields of bank services in every error, without a value; v2 leaves them out. */
    private static List<String> withNulls(boolean isV1, String ofBanks, String... fields) {
        return Stream.concat(Stream.of(fields), isV1 ? Stream.of(ofBanks) : Stream.empty())
                .toList();
    }

    public ErrorAssert at(String endpoint) {
        assertThat(actual.text("endpoint")).as("endpoint").isEqualTo(endpoint);
        return this;
    }

    public ErrorAssert isDatedAs(Version version) {
        assertThat(actual.text("date")).as("date").matches(DATE.get(version));
        return this;
    }

    /** One entry for each of these fields and no other. */
    public ErrorAssert names(String... fields) {
        assertThat(actual.json().path("errors")).as("errors of %s", actual).hasSize(fields.length);
        for (var field : fields) {
            assertThat(actual.json().path("errors").findValuesAsText("message"))
                    .as("messages about %s", field)
                    .filteredOn(message -> message.contains("'" + field + "'"))
                    .hasSize(1);
        }
        return this;
    }

    /** The OAuth body of an unknown caller. */
    public ErrorAssert isUnknownCaller(String error) {
        hasStatus(401);
        assertThat(actual.json().fieldNames())
                .as("fields of %s", actual)
                .toIterable()
                .containsExactlyInAnyOrder("error", "error_description");
        assertThat(actual.text("error")).isEqualTo(error);
        assertThat(actual.text("error_description")).as("error_description").isNotBlank();
        assertThat(actual.header("X-Request-Id")).as("X-Request-Id").isNotBlank();
        return this;
    }

    /** The answer to a login, which does not tell whether there is such a user. */
    public ErrorAssert isRefusedLogin() {
        isEnvelope(400, "BAD_REQUEST");
        assertThat(errorsOf(actual).path(0).path("message").asText()).isEqualTo("Bad user credentials");
        return this;
    }

    private void hasStatus(int status) {
        assertThat(actual.status()).as("%s %s", info.descriptionText(), actual).isEqualTo(status);
    }

    private ErrorAssert isJson() {
        assertThat(actual.header("Content-Type"))
                .as("content type of %s", actual)
                .startsWith("application/json");
        return this;
    }

    private ErrorAssert showsNothingOfTheInside() {
        assertThat(actual.body()).doesNotContain(INTERNALS);
        return this;
    }

    /** For what two answers have in common. */
    public static JsonNode errorsOf(Answer answer) {
        return answer.json().path("errors");
    }
}
