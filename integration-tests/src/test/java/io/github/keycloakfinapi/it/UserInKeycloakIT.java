package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.Admin;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A user that was created here, as Keycloak's administration sees it. */
@BothVersions
final class UserInKeycloakIT {

    private final FinApi finapi;
    private final Admin admin;

    UserInKeycloakIT(Version version, KeycloakServer keycloak) {
        this.finapi = FinApi.of(keycloak, version);
        this.admin = keycloak.admin();
    }

    @Test
    void theAddressIsInItsFieldAndTheRestInAttributes() {
        var user = created();

        assertThat(user.path("email").asText()).isEqualTo("ali@example.org");
        assertThat(user.path("attributes").path("phone"))
                .extracting(JsonNode::asText)
                .containsExactly("030 1234");
        assertThat(user.path("attributes").path("isAutoUpdateEnabled"))
                .extracting(JsonNode::asText)
                .containsExactly("true");
    }

    @Test
    void nobodyHasVerifiedTheAddress() {
        assertThat(created().path("emailVerified").asBoolean(true)).isFalse();
    }

    @Test
    void theUserIsEnabledAndHasNothingToDoFirst() {
        var user = created();

        assertThat(user.path("enabled").asBoolean()).isTrue();
        assertThat(user.path("requiredActions")).isEmpty();
    }

    @Test
    void thePasswordIsACredential() {
        var credentials = admin.get("/users/" + created().path("id").asText() + "/credentials");

        assertThat(credentials).hasSize(1);
        assertThat(credentials.path(0).path("type").asText()).isEqualTo("password");
    }

    @Test
    void theConsoleShowsAndEditsTheAttributes() {
        var attributes = admin.get("/users/profile").path("attributes");

        for (var name : List.of("phone", "isAutoUpdateEnabled")) {
            assertThat(attributes)
                    .filteredOn(attribute -> attribute.path("name").asText().equals(name))
                    .singleElement()
                    .satisfies(attribute -> {
                        assertThat(attribute.path("permissions").path("view").toString())
                                .contains("admin");
                        assertThat(attribute.path("permissions").path("edit").toString())
                                .contains("admin");
                    });
        }
    }

    @Test
    void theRegistrationIsAnEvent() {
        var before = created();

        assertThat(admin.get("/events?type=REGISTER&user=" + before.path("id").asText()))
                .hasSize(1);
    }

    private JsonNode created() {
        var id = FinApi.randomId();
        finapi.create(Map.of(
                        "id", id,
                        "password", "secret",
                        "email", "ali@example.org",
                        "phone", "030 1234",
                        "isAutoUpdateEnabled", true))
                .expect(201);
        return admin.user(id);
    }
}
