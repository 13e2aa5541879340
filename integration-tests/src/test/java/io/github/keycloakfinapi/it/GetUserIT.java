package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Json;
import io.github.keycloakfinapi.it.server.Admin;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@BothVersions
final class GetUserIT {

    private final FinApi finapi;
    private final Version version;
    private final Admin admin;

    GetUserIT(Version version, KeycloakServer keycloak) {
        this.finapi = FinApi.of(keycloak, version);
        this.version = version;
        this.admin = keycloak.admin();
    }

    @Test
    void aUserSeesWhatWasCreatedWithoutThePassword() {
        var user = new LinkedHashMap<String, Object>(Map.of(
                "id", FinApi.randomId(),
                "password", "secret",
                "email", "ali@example.org",
                "phone", "030 1234",
                "isAutoUpdateEnabled", true));
        finapi.create(user).expect(201);

        var answer = finapi.user(finapi.userToken(new Credentials((String) user.get("id"), "secret")));

        assertThat(answer.status()).isEqualTo(200);
        user.put("password", "XXXXX");
        assertThat(answer.json()).isEqualTo(Json.tree(user));
        assertThat(answer.header("Content-Type")).startsWith("application/json");
    }

    @Test
    void whatHasNoValueIsNullInV1AndAbsentInV2() {
        var user = finapi.newUser();

        var answer = finapi.user(finapi.userToken(user));

        assertThat(answer.json()).isEqualTo(Json.tree(finapi.bareUser(user.id(), "XXXXX")));
    }

    @Test
    void aUserOfTheAdminConsoleWithTheRoleIsAUserToo() {
        var user = new Credentials(FinApi.randomId(), "secret");
        admin.post(
                        "/users",
                        Map.of(
                                "username",
                                user.id(),
                                "enabled",
                                true,
                                "email",
                                "console@example.org",
                                "attributes",
                                Map.of("phone", List.of("112")),
                                "credentials",
                                List.of(Map.of("type", "password", "value", user.secret()))))
                .expect(201);
        new Clients(admin).giveRole(admin.idOf(user.id()), "finapi-user");

        var answer = finapi.user(finapi.userToken(user));

        assertThat(answer.json())
                .isEqualTo(Json.tree(Map.of(
                        "id", user.id(),
                        "password", "XXXXX",
                        "email", "console@example.org",
                        "phone", "112",
                        "isAutoUpdateEnabled", false)));
    }

    /** Keycloak's own field would not have taken the one, and would have written the other in lower case. */
    @ParameterizedTest
    @ValueSource(strings = {"no address at all", "Ali.Baba@Example.ORG"})
    void anAddressIsSeenAsItWasWritten(String address) {
        var id = FinApi.randomId();
        finapi.create(Map.of("id", id, "password", "secret", "email", address)).expect(201);

        var answer = finapi.user(finapi.userToken(new Credentials(id, "secret")));

        assertThat(answer.text("email")).isEqualTo(address);
    }

    @Test
    void anAddressThatTheConsoleHasChangedIsTheNewOne() {
        var id = FinApi.randomId();
        finapi.create(Map.of("id", id, "password", "secret", "email", "Old@example.org"))
                .expect(201);

        admin.put("/users/" + admin.user(id).path("id").asText(), Map.of("email", "new@example.org"))
                .expect(204);

        var answer = finapi.user(finapi.userToken(new Credentials(id, "secret")));
        assertThat(answer.text("email")).isEqualTo("new@example.org");
    }

    @Test
    void aContentTypeWithoutABodyDoesNoHarm() {
        var token = finapi.userToken(finapi.newUser());

        var answer = finapi.users("GET")
                .bearer(token)
                .header("Content-Type", "application/json")
                .send();

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void anOverrideOfAMethodThatIsNotPostDoesNoHarm() {
        var token = finapi.userToken(finapi.newUser());

        var answer = finapi.users("GET")
                .bearer(token)
                .header("X-HTTP-Method-Override", "DELETE")
                .send();

        assertThat(answer.status()).isEqualTo(200);
    }
}
