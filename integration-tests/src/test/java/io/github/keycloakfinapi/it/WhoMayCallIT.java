package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Known callers. {@link UnknownCallerIT} has the others. */
@BothVersions
final class WhoMayCallIT {

    private final FinApi finapi;
    private final KeycloakServer keycloak;

    WhoMayCallIT(Version version, KeycloakServer keycloak) {
        this.finapi = FinApi.of(keycloak, version);
        this.keycloak = keycloak;
    }

    @ParameterizedTest(name = "{0}: POST /users {1}, GET /users {2}")
    @CsvSource({
        "APP_CLIENT,                201, 403",
        "USER,                      403, 200",
        "MANDATOR_ADMIN_CLIENT,     403, 403",
        "CLIENT_WITHOUT_THE_ROLE,   403, 403",
        "USER_WITH_THE_ROLE,        403, 200",
        "USER_OF_ANOTHER_CLIENT,    403, 200",
        "ANOTHER_APP_CLIENT,        201, 403"
    })
    void anOperationIsForOneKindOfCaller(Kind kind, int create, int get) {
        var token = kind.token(finapi, keycloak);

        var created = finapi.users("POST").bearer(token).json("{}").send();
        var got = finapi.users("GET").bearer(token).send();

        assertThat(created.status()).as("%s", created).isEqualTo(create);
        assertThat(got.status()).as("%s", got).isEqualTo(get);
        if (create == 403) {
            assertThatError(created).isEnvelope(403, "UNAUTHORIZED_ACCESS");
        }
        if (get == 403) {
            assertThatError(got).isEnvelope(403, "UNAUTHORIZED_ACCESS");
        }
    }

    enum Kind {
        APP_CLIENT {
            @Override
            String token(FinApi finapi, KeycloakServer keycloak) {
                return finapi.clientToken();
            }
        },
        USER {
            @Override
            String token(FinApi finapi, KeycloakServer keycloak) {
                return finapi.userToken(finapi.newUser());
            }
        },
        MANDATOR_ADMIN_CLIENT {
            @Override
            String token(FinApi finapi, KeycloakServer keycloak) {
                return finapi.as(FinApi.mandatorAdmin(keycloak)).clientToken();
            }
        },
        CLIENT_WITHOUT_THE_ROLE {
            @Override
            String token(FinApi finapi, KeycloakServer keycloak) {
                return finapi.as(new Clients(keycloak.admin()).withoutRole())
                        .standardToken(Map.of("grant_type", "client_credentials"))
                        .expect(200)
                        .text("access_token");
            }
        },
        USER_WITH_THE_ROLE {
            @Override
            String token(FinApi finapi, KeycloakServer keycloak) {
                var user = finapi.newUser();
                var admin = keycloak.admin();
                new Clients(admin).giveRole(admin.user(user.id()).path("id").asText(), "finapi-app");
                return finapi.userToken(user);
            }
        },
        USER_OF_ANOTHER_CLIENT {
            @Override
            String token(FinApi finapi, KeycloakServer keycloak) {
                var other = finapi.as(new Clients(keycloak.admin()).app());
                return other.userToken(finapi.newUser());
            }
        },
        ANOTHER_APP_CLIENT {
            @Override
            String token(FinApi finapi, KeycloakServer keycloak) {
                return finapi.as(new Clients(keycloak.admin()).app()).clientToken();
            }
        };

        abstract String token(FinApi finapi, KeycloakServer keycloak);
    }

    /** A username is no proof: anybody may be called like a service account. */
    @Test
    void aUserWithTheNameOfAServiceAccountIsAUser() {
        var name = "service-account-" + FinApi.randomId().substring(0, 8);
        finapi.create(Map.of("id", name, "password", "secret")).expect(201);
        var token = finapi.userToken(new Credentials(name, "secret"));

        assertThat(finapi.user(token).status()).isEqualTo(200);
        assertThat(finapi.users("POST").bearer(token).json("{}").send().status())
                .isEqualTo(403);
    }

    @Test
    void aRoleThatIsTakenAwayIsGoneFromOldTokensToo() {
        var admin = keycloak.admin();
        var client = finapi.as(new Clients(admin).app());
        var token = client.clientToken();
        finapi.users("POST").bearer(token).json("{}").send().expect(201);

        new Clients(admin).takeRole(client.client());

        assertThat(finapi.users("POST").bearer(token).json("{}").send().status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void aTokenOfOneVersionServesInTheOther(Version other) {
        var token = finapi.userToken(finapi.newUser());

        assertThat(FinApi.of(keycloak, other).user(token).status()).isEqualTo(200);
    }

    @Test
    void whoMayNotCallLearnsNothingAboutTheBody() {
        var token = finapi.userToken(finapi.newUser());

        var answer = finapi.users("POST").bearer(token).json("{\"id\":").send();

        assertThatError(answer).isEnvelope(403, "UNAUTHORIZED_ACCESS");
    }
}
