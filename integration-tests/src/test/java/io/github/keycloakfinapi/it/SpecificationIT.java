package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Answer;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The specification as anybody gets it from the server. */
@BothVersions
final class SpecificationIT {

    private final KeycloakServer keycloak;
    private final Version version;

    SpecificationIT(Version version, KeycloakServer keycloak) {
        this.keycloak = keycloak;
        this.version = version;
    }

    @Test
    void anybodyGetsItAsYaml() {
        var answer = get("openapi.yaml");

        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/yaml");
        assertThat(answer.body()).startsWith("openapi: 3").contains("\n  - url: " + keycloak.base() + "\n");
    }

    @Test
    void anybodyGetsItAsJson() {
        var answer = get("openapi.json");

        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.json().at("/paths").has(version.users())).isTrue();
        assertThat(answer.json().at("/servers/0/url").asText())
                .isEqualTo(keycloak.base().toString());
    }

    @Test
    void itMayBeKeptForAWhile() {
        assertThat(get("openapi.yaml").headers().allValues("Cache-Control")).containsExactly("private, max-age=300");
        assertThat(get("openapi.json").headers().allValues("Cache-Control")).containsExactly("private, max-age=300");
    }

    @Test
    void inAnotherRealmItNamesThatRealm() {
        try (var other = new OtherRealm(keycloak, version)) {
            assertThat(serverNamedBy(other)).isEqualTo(other.finapi().base().toString());
        }
    }

    /** As a proxy would make it, or a relative path. */
    @Test
    void itNamesTheServerAsTheWorldReachesIt() {
        try (var other = new OtherRealm(keycloak, version)) {
            var realm = other.finapi().base().getPath().replace("/realms/", "");
            keycloak.admin()
                    .ofRealm(realm)
                    .put("", Map.of("attributes", Map.of("frontendUrl", "https://id.example.org/auth")))
                    .expect(204);

            assertThat(serverNamedBy(other)).isEqualTo("https://id.example.org/auth/realms/" + realm);
        }
    }

    private String serverNamedBy(OtherRealm other) {
        return other.finapi()
                .call("GET", version.resources() + "/openapi.json")
                .send()
                .json()
                .at("/servers/0/url")
                .asText();
    }

    @Test
    void itIsOnlyRead() {
        assertThatError(finapi().call("POST", version.resources() + "/openapi.yaml")
                        .send())
                .isEnvelope(405, "METHOD_NOT_ALLOWED");
    }

    private Answer get(String file) {
        return finapi().call("GET", version.resources() + "/" + file).send();
    }

    private FinApi finapi() {
        return FinApi.of(keycloak, version);
    }
}
