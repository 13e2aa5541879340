package io.github.keycloakfinapi.it.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A contract that noticed nothing would never fail. */
final class ContractTest {

    private static final URI USERS = URI.create("http://localhost/realms/finapi/api/v2/users");
    private static final String USER = "{\"id\":\"a\",\"password\":\"XXXXX\",\"isAutoUpdateEnabled\":false}";
    private static final String ERROR = "{\"errors\":[{\"message\":\"m\",\"code\":\"METHOD_NOT_ALLOWED\",\"type\":"
            + "\"TECHNICAL\"}],\"date\":\"2026-07-14T16:54:06.854+02:00\",\"requestId\":\"r\",\"endpoint\":"
            + "\"PUT /api/v2/users\",\"authContext\":\"1/0\"}";

    private final Map<String, List<String>> headers =
            new TreeMap<>(Map.of("X-Request-Id", List.of("r"), "Content-Type", List.of("application/json")));

    @Test
    void anAnswerAsSpecifiedPasses() {
        assertThatCode(() -> answered(200, USER)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "no JSON",
                "{\"id\":\"a\",\"password\":\"XXXXX\",\"isAutoUpdateEnabled\":\"false\"}",
                "{\"id\":\"a\",\"password\":\"XXXXX\",\"isAutoUpdateEnabled\":false,\"email\":null}",
                "{\"id\":\"a\",\"password\":\"XXXXX\",\"isAutoUpdateEnabled\":false,\"more\":1}"
            })
    void anotherBodyIsNoticed(String body) {
        assertThatThrownBy(() -> answered(200, body)).hasMessageContaining("Against the specification");
    }

    @Test
    void anotherStatusIsNoticed() {
        assertThatThrownBy(() -> answered(204, "")).hasMessageContaining("status 204");
    }

    @Test
    void anotherMediaTypeIsNoticed() {
        headers.put("Content-Type", List.of("text/html"));

        assertThatThrownBy(() -> answered(200, USER)).hasMessageContaining("text/html");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Request-Id", "Content-Type"})
    void aMissingHeaderIsNoticed(String name) {
        headers.remove(name);

        assertThatThrownBy(() -> answered(200, USER)).hasMessageContaining("Against the specification");
    }

    @Test
    void aGoodAnswerToABadRequestIsNoticed() {
        assertThatThrownBy(() -> Contract.require(Call.to("GET", USERS), answer(200, USER)))
                .hasMessageContaining("security");
        assertThatThrownBy(() ->
                        Contract.require(Call.to("PATCH", USERS).bearer("t").json("{\"id\":\"a\"}"), answer(200, USER)))
                .hasMessageContaining("id");
    }

    @Test
    void aBadAnswerToABadRequestPasses() {
        headers.put("Allow", List.of("GET, POST"));

        assertThatCode(() -> Contract.require(Call.to("PUT", USERS), answer(405, ERROR)))
                .doesNotThrowAnyException();
    }

    @Test
    void aGoodAnswerWhereNothingIsSpecifiedIsNoticed() {
        assertThatThrownBy(() -> Contract.require(Call.to("PUT", USERS), answer(200, USER)))
                .hasMessageContaining("Against the specification");
        assertThatThrownBy(() -> Contract.require(Call.to("PUT", USERS), answer(200, "")))
                .hasMessageContaining("Against the specification");
    }

    private void answered(int status, String body) {
        Contract.require(Call.to("GET", USERS).bearer("t"), answer(status, body));
    }

    private Answer answer(int status, String body) {
        return new Answer(status, HttpHeaders.of(headers, (name, value) -> true), body);
    }
}
