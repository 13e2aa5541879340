package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Json;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@BothVersions
final class UserFieldLimitsIT {

    private final FinApi finapi;
    private final Version version;

    UserFieldLimitsIT(Version version, KeycloakServer keycloak) {
        this.finapi = FinApi.of(keycloak, version);
        this.version = version;
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource
    void whatIsWithinTheLimitsIsTaken(String field, Object value) {
        var answer = finapi.create(Map.of(field, value));

        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        assertThat(answer.json().path(field)).isEqualTo(Json.tree(value));
    }

    static Stream<Arguments> whatIsWithinTheLimitsIsTaken() {
        var unique = FinApi.randomId().replace("-", "");
        return Stream.of(
                Arguments.of("id", unique.substring(0, 31) + "-_.+@"),
                Arguments.of("id", unique.substring(0, 4)),
                Arguments.of("password", "6chars"),
                Arguments.of("password", "x".repeat(128)),
                Arguments.of("password", "any % of * these / \\ \" ' < > |"),
                Arguments.of("email", "a@b.de"),
                Arguments.of("email", "a".repeat(64) + "@" + ("b".repeat(60) + ".").repeat(3) + "example"),
                Arguments.of("email", "a".repeat(308) + "@example.org"),
                Arguments.of("email", "Ali.Baba@Example.ORG"),
                Arguments.of("email", "no address at all"),
                Arguments.of("phone", "0"),
                Arguments.of("phone", "+49".repeat(16) + "30"),
                Arguments.of("phone", "&(){}[].:,;?!+-_$@#~`^€ äöüß"),
                Arguments.of("isAutoUpdateEnabled", true),
                Arguments.of("isAutoUpdateEnabled", false));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource
    void whatIsBeyondTheLimitsIsABadRequestThatNamesTheField(String field, Object value) {
        var answer = finapi.create(Map.of(field, value));

        assertThatError(answer)
                .isEnvelope(400, "BAD_REQUEST")
                .names(field)
                .isDatedAs(version)
                .at("POST " + version.users());
    }

    static Stream<Arguments> whatIsBeyondTheLimitsIsABadRequestThatNamesTheField() {
        return Stream.of(
                Arguments.of("id", ""),
                Arguments.of("id", "x".repeat(37)),
                Arguments.of("id", "ali baba"),
                Arguments.of("id", "ali/baba"),
                Arguments.of("id", "älibaba"),
                Arguments.of("id", "ali\u0000baba"),
                Arguments.of("id", "ali\nbaba"),
                Arguments.of("id", 12345),
                Arguments.of("password", ""),
                Arguments.of("password", "5char"),
                Arguments.of("password", "x".repeat(129)),
                Arguments.of("password", true),
                Arguments.of("email", "a".repeat(309) + "@example.org"),
                Arguments.of("email", "\"a b\"@example.org"),
                Arguments.of("email", "a\u0000b@example.org"),
                Arguments.of("email", Map.of("address", "a@example.org")),
                Arguments.of("phone", "1".repeat(51)),
                Arguments.of("phone", "<script>"),
                Arguments.of("phone", "1\u00002"),
                Arguments.of("phone", new int[] {1, 2}),
                Arguments.of("isAutoUpdateEnabled", "true"),
                Arguments.of("isAutoUpdateEnabled", 1));
    }

    @ParameterizedTest
    @MethodSource
    void anEmptyTextIsNoneInV1AndTooShortInV2(String field) {
        var answer = finapi.create(Map.of(field, ""));

        if (version == Version.V1) {
            assertThat(answer.status()).as("%s", answer).isEqualTo(201);
            assertThat(answer.json().path(field).isNull()).isTrue();
        } else {
            assertThatError(answer).isEnvelope(400, "BAD_REQUEST").names(field);
        }
    }

    static Stream<String> anEmptyTextIsNoneInV1AndTooShortInV2() {
        return Stream.of("email", "phone");
    }

    @Test
    void everyBadFieldIsNamedAtOnce() {
        var answer = finapi.create(Map.of(
                "id", "ali baba",
                "password", "short",
                "email", "a".repeat(321),
                "phone", "1".repeat(51),
                "isAutoUpdateEnabled", "perhaps"));

        assertThatError(answer)
                .isEnvelope(400, "BAD_REQUEST")
                .names("id", "password", "email", "phone", "isAutoUpdateEnabled");
    }

    @Test
    void aFieldThatFinapiDoesNotKnowIsABadRequest() {
        var answer = finapi.create(Map.of("id", FinApi.randomId(), "shoeSize", 43));

        assertThatError(answer).isEnvelope(400, "BAD_REQUEST").names("shoeSize");
    }

    @Test
    void aRefusedUserIsNotThere() {
        var id = FinApi.randomId();
        finapi.create(Map.of("id", id, "phone", "1".repeat(51))).expect(400);

        assertThat(finapi.create(Map.of("id", id)).status()).isEqualTo(201);
    }
}
