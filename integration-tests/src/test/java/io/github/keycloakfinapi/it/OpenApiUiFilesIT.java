package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Answer;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Open API UI is made of, as it goes over the wire. */
@WithKeycloak
final class OpenApiUiFilesIT {

    private static final Pattern FILE = Pattern.compile("ui/([0-9a-f]{16}/app\\.js)");

    private final KeycloakServer keycloak;
    private final FinApi finapi;

    OpenApiUiFilesIT(KeycloakServer keycloak) {
        this.keycloak = keycloak;
        this.finapi = FinApi.of(keycloak, Version.V2);
    }

    @Test
    void thePageMayRunNoScriptAndLoadNothingButItsOwn() {
        var page = get("/api/ui");

        assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("Strict-Transport-Security")).isNotBlank();
        assertThat(page.header("X-Request-Id")).isNotBlank();
    }

    @Test
    void thePageIsAskedForEachTimeAndSentOnce() {
        var page = get("/api/ui");
        assertThat(page.headers().allValues("Cache-Control")).containsExactly("no-cache");

        var again = finapi.call("GET", "/api/ui")
                .header("If-None-Match", page.header("ETag"))
                .send();

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void aFileIsKeptForAYearUnderItsHash() {
        var file = get("/api/ui/" + file());

        assertThat(file.header("Content-Type")).startsWith("text/javascript");
        assertThat(file.headers().allValues("Cache-Control")).containsExactly("public, max-age=31536000, immutable");
    }

    @Test
    void aFileIsCompressedForThoseWhoCanReadIt() {
        var path = "/api/ui/" + file().replace("app.js", "swagger-ui-bundle.js");
        var plain = get(path);
        var compressed =
                finapi.call("GET", path).header("Accept-Encoding", "br, gzip").send();

        assertThat(plain.header("Content-Encoding")).isNull();
        assertThat(compressed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(compressed.header("Vary")).isEqualTo("Accept-Encoding");
        assertThat(compressed.body().length()).isLessThan(plain.body().length() / 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/ui/0000000000000000/app.js", "/api/ui/app.js"})
    void whatIsNoFileIsUnknown(String path) {
        assertThatError(finapi.call("GET", path).send()).isEnvelope(404, "UNKNOWN_ENTITY");
    }

    @Test
    void aNameThatIsNotListedIsUnknown() {
        var path = "/api/ui/" + file().replace("app.js", "OpenApiUi.class");

        assertThatError(finapi.call("GET", path).send()).isEnvelope(404, "UNKNOWN_ENTITY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api", "/api/ui", "/api/ui/"})
    void aRealmThatDoesNotAskForThePageHasNone(String path) {
        try (var realm = realmThatDoesNotAskForThePage()) {
            assertThatError(realm.finapi().call("GET", path).send()).isEnvelope(404, "UNKNOWN_ENTITY");
        }
    }

    @Test
    void aRealmThatDoesNotAskForThePageHasNoFilesOfIt() {
        try (var realm = realmThatDoesNotAskForThePage()) {
            assertThatError(realm.finapi().call("GET", "/api/ui/" + file()).send())
                    .isEnvelope(404, "UNKNOWN_ENTITY");
        }
    }

    private OtherRealm realmThatDoesNotAskForThePage() {
        return new OtherRealm(keycloak, Version.V2, Map.of("attributes", Map.of()));
    }

    private String file() {
        var found = FILE.matcher(get("/api/ui").body());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private Answer get(String path) {
        return finapi.call("GET", path).send().expect(200);
    }
}
