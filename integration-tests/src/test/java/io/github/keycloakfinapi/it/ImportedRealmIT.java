package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.Admin;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an operator finds in the realm after the import. */
@WithKeycloak
final class ImportedRealmIT {

    private final Admin admin;
    private final FinApi finapi;
    private final KeycloakServer keycloak;

    ImportedRealmIT(KeycloakServer keycloak) {
        this.admin = keycloak.admin();
        this.finapi = FinApi.of(keycloak, Version.V2);
        this.keycloak = keycloak;
    }

    @Test
    void theClientOfFinapiHasTheScopeAllAlone() {
        assertThat(scopesOf(finapi.client().id())).containsExactly("all");
    }

    @Test
    void aNewClientIsNoneOfFinapi() {
        assertThat(names(admin.get("/default-default-client-scopes")))
                .isNotEmpty()
                .doesNotContain("all");
    }

    /** Without the first its tokens would have no subject, without the second it would be refused its own API. */
    @Test
    void theAccountConsoleHasTheScopesThatItNeeds() {
        assertThat(scopesOf("account-console")).contains("basic", "roles").doesNotContain("all");
    }

    private List<String> scopesOf(String clientId) {
        var id = admin.get("/clients?clientId=" + clientId).path(0).path("id").asText();
        return names(admin.get("/clients/" + id + "/default-client-scopes"));
    }

    private static List<String> names(JsonNode list) {
        return list.findValuesAsText("name");
    }

    @Test
    void theLogTellsWhichVersionThisIs() {
        assertThat(keycloak.log()).containsPattern("finAPI extension \\d+\\.\\d+\\.\\d+");
    }
}
