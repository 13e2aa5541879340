package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Specification;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The paths and verbs of the server are those of the specification. */
@BothVersions
final class RoutesIT {

    private final FinApi finapi;
    private final Specification specification;

    RoutesIT(Version version, KeycloakServer keycloak) {
        this.finapi = FinApi.of(keycloak, version);
        this.specification = version == Version.V1 ? Specification.V1 : Specification.V2;
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
    void aPathHasTheVerbsOfItsSpecificationAndNoOther(String verb) {
        for (var path : specification.paths()) {
            var raw = path.template().replace("{userId}", "nobody");
            var verbs = new TreeSet<>(specification.methods(raw));

            var answer = finapi.call(verb, raw).send();

            if (verbs.contains(verb)) {
                assertThat(answer.status()).as("%s %s: %s", verb, raw, answer).isNotIn(404, 405);
            } else {
                assertThat(answer.status()).as("%s %s: %s", verb, raw, answer).isEqualTo(405);
                assertThat(answer.header("Allow")).isEqualTo(String.join(", ", verbs));
            }
        }
    }
}
