package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.http.Json;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@BothVersions
final class ErrorShapesIT {

    private final FinApi finapi;
    private final Version version;

    ErrorShapesIT(Version version, KeycloakServer keycloak) {
        this.finapi = FinApi.of(keycloak, version);
        this.version = version;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"id\"",
                "{\"id\":\"a\"",
                "{'id':'a'}",
                "{\"id\":\"a\"} and more",
                "{\"id\":\"a\"}{\"id\":\"b\"}",
                "not json",
                "[]",
                "[{}]",
                "\"text\"",
                "42",
                "true",
                "{\"id\":\"a\",\"id\":\"b\"}",
                "{\"isAutoUpdateEnabled\":NaN}"
            })
    void whatIsNoJsonObjectIsABadRequest(String body) {
        assertThatError(finapi.create(body))
                .isEnvelope(400, "BAD_REQUEST")
                .isDatedAs(version)
                .at("POST " + version.users());
    }

    @Test
    void jsonThatIsNestedWithoutEndIsABadRequest() {
        assertThatError(finapi.create("{\"id\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}"))
                .isEnvelope(400, "BAD_REQUEST");
    }

    @Test
    void bytesThatAreNoUtf8AreABadRequest() {
        var answer = creation()
                .body("application/json", "{\"password\":\"größer\"}".getBytes(ISO_8859_1))
                .send();

        assertThatError(answer).isEnvelope(400, "BAD_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "*/*"
            })
    void anotherMediaTypeThanJsonIsUnsupported(String mediaType) {
        var answer = creation().body(mediaType, "{}".getBytes(UTF_8)).send();

        assertThatError(answer)
                .isEnvelope(415, "UNSUPPORTED_MEDIA_TYPE")
                .isDatedAs(version)
                .at("POST " + version.users());
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "application/", ";;", "/json"})
    void aMediaTypeThatIsNoneDoesNotMatterWithoutABody(String mediaType) {
        assertThatError(finapi.users("GET").header("Content-Type", mediaType).send())
                .isUnknownCaller("invalid_token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "application/", ";;", "/json"})
    void aMediaTypeThatIsNoneIsUnsupported(String mediaType) {
        var answer = creation().body(mediaType, "{}".getBytes(UTF_8)).send();

        assertThatError(answer).isEnvelope(415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json;charset=UTF-8", "application/json; charset=utf-8", "APPLICATION/JSON"})
    void jsonMayBeAnnouncedInOtherWords(String mediaType) {
        var answer = creation().body(mediaType, "{}".getBytes(UTF_8)).send();

        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "OPTIONS"})
    void aVerbThatUsersDoNotHaveIsNotAllowed(String verb) {
        var answer = finapi.users(verb).bearer(finapi.clientToken()).send();

        assertThatError(answer)
                .isEnvelope(405, "METHOD_NOT_ALLOWED")
                .isDatedAs(version)
                .at(verb + " " + version.users());
        assertThat(answer.header("Allow")).contains("GET", "POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
    void aTokenIsOnlyPosted(String verb) {
        var answer = finapi.call(verb, version.token()).send();

        assertThatError(answer)
                .isEnvelope(405, "METHOD_NOT_ALLOWED")
                .isDatedAs(version)
                .at(verb + " " + version.token());
        assertThat(answer.header("Allow")).isEqualTo("POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATCH", "DELETE"})
    void aPostThatOverridesItsVerbIsNotAPost(String verb) {
        var answer =
                creation().header("X-HTTP-Method-Override", verb).json("{}").send();

        assertThatError(answer).isEnvelope(403, "UNAUTHORIZED_ACCESS").at(verb + " " + version.users());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/nothing",
                "/users/",
                "/users/a/b/c",
                "/Users",
                "/users%2F",
                "/oauth/nothing",
                "/userss",
                "/%C3%A4"
            })
    void anUnknownPathIsAnUnknownEntity(String path) {
        var answer = finapi.call("GET", version.resources() + path)
                .bearer(finapi.clientToken())
                .send();

        assertThatError(answer)
                .isEnvelope(404, "UNKNOWN_ENTITY")
                .isDatedAs(version)
                .at("GET " + version.resources() + path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/", "/api/v3/users", "/oauth", "/oauth/nothing"})
    void besidesTheVersionsThereIsNothing(String path) {
        assertThatError(finapi.call("POST", path).json("{}").send()).isEnvelope(404, "UNKNOWN_ENTITY");
    }

    @Test
    void aBodyOverTheLimitIsTooLarge() {
        assertThatError(finapi.create(Map.of("email", "a".repeat(64 * 1024))))
                .isEnvelope(413, "BAD_REQUEST")
                .isDatedAs(version)
                .at("POST " + version.users());
    }

    @Test
    void aBodyUpToTheLimitIsRead() {
        var json = Json.of(Map.of("isAutoUpdateEnabled", false));
        var filled = json + " ".repeat(64 * 1024 - json.length());

        assertThat(finapi.create(filled).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "text/html,application/xhtml+xml,*/*;q=0.8"})
    void aBrowserIsAnsweredLikeEverybodyElse(String accept) {
        assertThatError(creation().header("Accept", accept).json("{").send()).isEnvelope(400, "BAD_REQUEST");
        assertThatError(finapi.users("GET").header("Accept", accept).send()).isUnknownCaller("invalid_token");
        assertThatError(finapi.call("GET", version.resources() + "/nothing")
                        .header("Accept", accept)
                        .send())
                .isEnvelope(404, "UNKNOWN_ENTITY");
        assertThat(creation().header("Accept", accept).json("{}").send().status())
                .isEqualTo(201);
    }

    @Test
    void theDateIsNow() {
        var date = finapi.create("{").text("date");

        assertThat(version == Version.V1 ? inBerlin(date) : OffsetDateTime.parse(date))
                .isCloseTo(OffsetDateTime.now(), within(1, ChronoUnit.MINUTES));
    }

    /** v1 names no zone; finAPI's clients take it for this one. */
    private static OffsetDateTime inBerlin(String date) {
        return LocalDateTime.parse(date, DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS"))
                .atZone(ZoneId.of("Europe/Berlin"))
                .toOffsetDateTime();
    }

    private Call creation() {
        return finapi.users("POST").bearer(finapi.clientToken());
    }
}
