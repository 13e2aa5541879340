package io.github.keycloakfinapi.it;

import static io.github.keycloakfinapi.it.finapi.ErrorAssert.assertThatError;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.BothVersions;
import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Operation;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Known callers. {@link WrongTokenIT} has the others. */
@BothVersions
final class WhoMayCallIT {

    private static final Set<Operation> FOR_USERS = EnumSet.of(Operation.GET, Operation.EDIT, Operation.DELETE);
    private static final Set<Operation> FOR_MANDATOR_ADMINS = EnumSet.of(
            Operation.GET_USER_LIST,
            Operation.DELETE_USERS,
            Operation.CHANGE_CLIENT_CREDENTIALS,
            Operation.SWITCH_API_VERSION);
    private static final Set<Operation> FOR_CLIENTS = without(FOR_USERS, FOR_MANDATOR_ADMINS);

    private final FinApi finapi;
    private final KeycloakServer keycloak;

    WhoMayCallIT(Version version, KeycloakServer keycloak) {
        this.finapi = FinApi.of(keycloak, version);
        this.keycloak = keycloak;
    }

    /** What each kind of caller may do. All else is forbidden. */
    @ParameterizedTest
    @EnumSource
    void anOperationIsForOneKindOfCaller(Kind kind) {
        var token = kind.token(finapi, keycloak);

        for (var operation : Operation.values()) {
            var answer = operation.call(finapi).bearer(token).send();
            if (kind.may.contains(operation)) {
                assertThat(answer.status()).as("%s: %s", operation, answer).isEqualTo(operation.status());
            } else {
                assertThatError(answer).as(operation.name()).isEnvelope(403, "UNAUTHORIZED_ACCESS");
            }
        }
    }

    enum Kind {
        APP_CLIENT(FOR_CLIENTS) {
            @Override
            String token(FinApi finapi, KeycloakServer keycloak) {
                return finapi.clientToken();
            }
        },
        USER(FOR_USERS) {
            @Override
            String token(FinApi finapi, KeycloakServer keycloak) {
                return finapi.userToken(finapi.newUser());
            }
        },
        MANDATOR_ADMIN_CLIENT(with(FOR_MANDATOR_ADMINS, Operation.REVOKE)) {
            @Override
            String token(FinApi finapi, KeycloakServer keycloak) {
                return finapi.as(FinApi.mandatorAdmin(keycloak)).clientToken();
            }
        },
        CLIENT_WITHOUT_THE_ROLE(EnumSet.noneOf(Operation.class)) {
            @Override
            String token(FinApi finapi, KeycloakServer keycloak) {
                return finapi.as(new Clients(keycloak.admin()).withoutRole())
                        .standardToken(Map.of("grant_type", "client_credentials"))
                        .expect(200)
                        .text("access_token");
            }
        },
        USER_WITH_THE_ROLE(FOR_USERS) {
            @Override
            String token(FinApi finapi, KeycloakServer keycloak) {
                var user = finapi.newUser();
                var admin = keycloak.admin();
                new Clients(admin).giveRole(admin.user(user.id()).path("id").asText(), "finapi-app");
                return finapi.userToken(user);
            }
        },
        USER_WITH_THE_ROLE_OF_ADMIN_CLIENTS(FOR_USERS) {
            @Override
            String token(FinApi finapi, KeycloakServer keycloak) {
                var user = finapi.newUser();
                var admin = keycloak.admin();
                new Clients(admin).giveRole(admin.user(user.id()).path("id").asText(), "finapi-mandator-admin");
                return finapi.userToken(user);
            }
        },
        USER_OF_ANOTHER_CLIENT(FOR_USERS) {
            @Override
            String token(FinApi finapi, KeycloakServer keycloak) {
                var other = finapi.as(new Clients(keycloak.admin()).app());
                return other.userToken(finapi.newUser());
            }
        },
        ANOTHER_APP_CLIENT(FOR_CLIENTS) {
            @Override
            String token(FinApi finapi, KeycloakServer keycloak) {
                return finapi.as(new Clients(keycloak.admin()).app()).clientToken();
            }
        };

        final Set<Operation> may;

        Kind(Set<Operation> may) {
            this.may = may;
        }

        abstract String token(FinApi finapi, KeycloakServer keycloak);
    }

    private static Set<Operation> without(Set<Operation> some, Set<Operation> others) {
        var left = EnumSet.complementOf(EnumSet.copyOf(some));
        left.removeAll(others);
        return left;
    }

    private static Set<Operation> with(Set<Operation> some, Operation more) {
        var all = EnumSet.copyOf(some);
        all.add(more);
        return all;
    }

    /** Keycloak gives such a name to the service account of a client that is made later. */
    @Test
    void aNameOfServiceAccountsIsTaken() {
        var name = "Service-Account-" + FinApi.randomId().substring(0, 8);

        assertThatError(finapi.create(Map.of("id", name, "password", "secret"))).isEnvelope(422, "ENTITY_EXISTS");
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
    void whoMayNotCallLearnsNothingAboutTheRequest() {
        var token = finapi.userToken(finapi.newUser());
        var broken = "{\"id\":";

        for (var path : List.of("", "/verify/a%20b", "/requestPasswordChange", "/executePasswordChange")) {
            var answer = finapi.call("POST", finapi.version().users() + path)
                    .bearer(token)
                    .json(broken)
                    .send();
            assertThatError(answer).isEnvelope(403, "UNAUTHORIZED_ACCESS");
        }
        assertThatError(finapi.edit(finapi.clientToken(), broken)).isEnvelope(403, "UNAUTHORIZED_ACCESS");
        assertThatError(finapi.call("PATCH", finapi.version().clientConfiguration())
                        .bearer(token)
                        .json(broken)
                        .send())
                .isEnvelope(403, "UNAUTHORIZED_ACCESS");
    }

    /** As a client does that was published for finAPI: what it means to be an edit is another operation, for clients. */
    @Test
    void aPostOfAUserIsNoEdit() {
        var answer = finapi.users("POST")
                .bearer(finapi.userToken(finapi.newUser()))
                .json("{\"phone\":\"112\"}")
                .send();

        assertThatError(answer).isEnvelope(403, "UNAUTHORIZED_ACCESS");
    }
}
