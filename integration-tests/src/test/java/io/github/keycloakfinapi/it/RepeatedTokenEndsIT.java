package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FailedLogins;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.TokenContent;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A token is not answered again when it holds no more, or would say something else now. */
@WithKeycloak
final class RepeatedTokenEndsIT {

    private final KeycloakServer keycloak;

    @AutoClose
    private final OtherRealm realm;

    private final FinApi finapi;
    private Credentials user;

    RepeatedTokenEndsIT(KeycloakServer keycloak) {
        this.keycloak = keycloak;
        realm = new OtherRealm(keycloak, Version.V2);
        finapi = realm.finapi();
        user = finapi.newUser();
    }

    /** What an operator or the client does between two requests. */
    enum Change {
        REVOKED {
            @Override
            void make(RepeatedTokenEndsIT its) {
                its.finapi.revoke(Map.of("token", its.finapi.clientToken())).expect(200);
                its.finapi
                        .revoke(Map.of("token", its.finapi.userToken(its.user)))
                        .expect(200);
            }
        },
        REVOKED_ALONE {
            @Override
            void make(RepeatedTokenEndsIT its) {
                its.finapi
                        .revoke(Map.of("token", its.finapi.userToken(its.user), "token_type_hint", "access_token"))
                        .expect(200);
                its.finapi
                        .revoke(Map.of("token", its.finapi.clientToken(), "token_type_hint", "access_token"))
                        .expect(200);
            }
        },
        NOT_BEFORE_OF_THE_CLIENT {
            @Override
            void make(RepeatedTokenEndsIT its) {
                pause();
                new Clients(its.realm.admin()).notBefore(its.finapi.client(), System.currentTimeMillis() / 1_000);
            }
        },
        NOT_BEFORE_OF_THE_REALM {
            @Override
            void make(RepeatedTokenEndsIT its) {
                pause();
                its.realm
                        .admin()
                        .put("", Map.of("notBefore", System.currentTimeMillis() / 1_000))
                        .expect(204);
            }
        },
        ANOTHER_KEY {
            @Override
            void make(RepeatedTokenEndsIT its) {
                its.realm
                        .admin()
                        .post(
                                "/components",
                                Map.of(
                                        "name", "newer",
                                        "providerId", "rsa-generated",
                                        "providerType", "org.keycloak.keys.KeyProvider",
                                        "config", Map.of("priority", List.of("200"))))
                        .expect(201);
            }
        },
        ANOTHER_ALGORITHM {
            @Override
            void make(RepeatedTokenEndsIT its) {
                its.realm
                        .admin()
                        .put("", Map.of("defaultSignatureAlgorithm", "RS384"))
                        .expect(204);
            }
        },
        ANOTHER_LIFETIME {
            @Override
            void make(RepeatedTokenEndsIT its) {
                its.realm.admin().put("", Map.of("accessTokenLifespan", 1_234)).expect(204);
            }
        },
        ANOTHER_MAPPER {
            @Override
            void make(RepeatedTokenEndsIT its) {
                new Clients(its.realm.admin()).setAudience(its.finapi.client(), "somebody");
            }
        },
        ANOTHER_SCOPE {
            @Override
            void make(RepeatedTokenEndsIT its) {
                var clients = new Clients(its.realm.admin());
                clients.addScope(its.finapi.client(), "default", clients.scopeLike("all", "none of them"));
            }
        },
        SWITCHED_OFF {
            @Override
            void make(RepeatedTokenEndsIT its) {
                its.realm.setAttribute("finapi.token-reuse", "false");
            }
        };

        abstract void make(RepeatedTokenEndsIT its);
    }

    @ParameterizedTest
    @EnumSource
    void afterAChangeThereIsANewTokenThatHolds(Change change) {
        var clientToken = finapi.clientToken();
        var userToken = finapi.userToken(user);
        assertThat(List.of(finapi.clientToken(), finapi.userToken(user))).containsExactly(clientToken, userToken);

        change.make(this);

        assertThat(finapi.clientToken()).isNotEqualTo(clientToken);
        assertThat(finapi.userToken(user)).isNotEqualTo(userToken);
        assertThat(finapi.user(finapi.userToken(user)).status()).isEqualTo(200);
        finapi.newUser();
    }

    /** The same for what is about the user alone. */
    enum ChangeOfUser {
        LOGGED_OUT {
            @Override
            void make(RepeatedTokenEndsIT its) {
                its.realm
                        .admin()
                        .post("/users/" + its.userId() + "/logout", Map.of())
                        .expect(204);
            }
        },
        ANOTHER_PASSWORD {
            @Override
            void make(RepeatedTokenEndsIT its) {
                its.user = its.user.withSecret("another password");
                its.realm
                        .admin()
                        .put(
                                "/users/" + its.userId() + "/reset-password",
                                Map.of("type", "password", "value", its.user.secret(), "temporary", false))
                        .expect(204);
            }
        },
        ANOTHER_PASSWORD_BY_FINAPI {
            @Override
            void make(RepeatedTokenEndsIT its) {
                its.user = its.user.withSecret("another password");
                assertThat(FinApi.passwordChange(its.keycloak, its.finapi)
                                .to(its.user)
                                .status())
                        .isEqualTo(200);
            }
        },
        DELETED_AND_CREATED {
            @Override
            void make(RepeatedTokenEndsIT its) {
                its.finapi.delete(its.finapi.userToken(its.user)).expect(200);
                its.finapi
                        .create(Map.of("id", its.user.id(), "password", its.user.secret()))
                        .expect(201);
            }
        },
        SESSION_ENDED {
            @Override
            void make(RepeatedTokenEndsIT its) {
                its.realm
                        .admin()
                        .delete("/sessions/" + its.sessions().path(0).path("id").asText())
                        .expect(204);
            }
        };

        abstract void make(RepeatedTokenEndsIT its);
    }

    @ParameterizedTest
    @EnumSource
    void afterAChangeOfTheUserThereIsANewTokenThatHolds(ChangeOfUser change) {
        var before = finapi.userToken(user);

        change.make(this);

        var after = finapi.userToken(user);
        assertThat(after).isNotEqualTo(before).isEqualTo(finapi.userToken(user));
        assertThat(finapi.user(after).status()).isEqualTo(200);
    }

    @Test
    void aLockedUserGetsNoneAndTheSameWhenTheLockIsGone() {
        var before = finapi.userToken(user);
        new FailedLogins(finapi, realm.admin()).lock(user);

        assertThat(finapi.requestUserToken(user).status()).isEqualTo(423);

        realm.admin().changeUser(user.id(), Map.of("enabled", true));
        assertThat(finapi.user(before).status()).isEqualTo(200);
        assertThat(finapi.userToken(user)).isEqualTo(before);
    }

    @Test
    void aDisabledClientGetsNone() {
        finapi.clientToken();
        new Clients(realm.admin()).disableServiceAccount(finapi.client());

        assertThat(finapi.requestClientToken().status()).isEqualTo(401);
    }

    /** What shows in a token is what it was when the token was handed out. */
    @Test
    void aRoleThatShowsInTheTokenMakesANewOne() {
        var clients = new Clients(realm.admin());
        clients.showRealmRoles(finapi.client());
        clients.change(finapi.client(), Map.of("fullScopeAllowed", true));
        var clientToken = finapi.clientToken();
        var userToken = finapi.userToken(user);
        realm.admin().post("/roles", Map.of("name", "new")).expect(201);

        clients.giveRole(clients.serviceAccount(finapi.client()), "new");
        clients.giveRole(userId(), "new");

        assertThat(Stream.of(finapi.clientToken(), finapi.userToken(user))
                        .map(token -> TokenContent.of(token).claims().toString()))
                .allSatisfy(claims -> assertThat(claims).contains("\"new\""));
        assertThat(finapi.clientToken()).isNotEqualTo(clientToken);
        assertThat(finapi.userToken(user)).isNotEqualTo(userToken);
    }

    private String userId() {
        return realm.admin().idOf(user.id());
    }

    private JsonNode sessions() {
        return realm.admin().get("/users/" + userId() + "/sessions");
    }

    private static void pause() {
        try {
            Thread.sleep(1_100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
