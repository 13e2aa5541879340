package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.Eventually;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.LdapRealm;
import io.github.keycloakfinapi.it.finapi.Operator;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.Admin;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.LdapProvider;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** By whatever road a user becomes finAPI's and ceases to be one, the mandator's list follows. docs/architecture.md has the roads. */
@WithKeycloak
final class RegisterIT {

    private final KeycloakServer keycloak;
    private OtherRealm realm;
    private FinApi finapi;
    private FinApi mandator;
    private Admin admin;
    private Operator operator;

    RegisterIT(KeycloakServer keycloak) {
        this.keycloak = keycloak;
    }

    @BeforeEach
    void createARealm() {
        realm = new OtherRealm(keycloak, Version.V2);
        finapi = realm.finapi();
        mandator = realm.mandator();
        admin = realm.admin();
        operator = new Operator(admin);
        finapi.create("{\"id\":\"first\"}").expect(201);
        assertThat(mandator.listed("")).containsExactly("first");
    }

    @AfterEach
    void removeTheRealm() {
        realm.close();
    }

    @Test
    void theRoleIsGivenAndTakenAtOnce() {
        var id = operator.employee("second");
        assertThat(mandator.listed("")).containsExactly("first");

        operator.giveRole(id);
        assertThat(mandator.listed("")).containsExactly("first", "second");

        operator.takeRole(id);
        assertThat(mandator.listed("")).containsExactly("first");
        assertThat(mandator.listed("isDeleted=true")).isEmpty();
    }

    @Test
    void aGroupOfFinapisUsersIsJoinedAndLeftAtOnce() {
        var group = operator.groupWithRole();
        var id = operator.employee("second");

        operator.join(id, group);
        assertThat(mandator.listed("")).containsExactly("first", "second");

        operator.leave(id, group);
        assertThat(mandator.listed("")).containsExactly("first");
    }

    @Test
    void aGroupGetsTheRoleAndLosesIt() {
        var group = operator.group();
        var id = operator.employee("second");
        operator.join(id, group);
        assertThat(mandator.listed("")).containsExactly("first");

        operator.giveRoleToGroup(group);
        assertThatListBecomes("first", "second");

        operator.takeRoleFromGroup(group);
        assertThatListBecomes("first");
        assertThat(mandator.listed("isDeleted=true")).isEmpty();
    }

    @Test
    void aGroupBelowOneWithTheRole() {
        var group = operator.groupWithRole();
        admin.post("/groups/" + group + "/children", Map.of("name", "below")).expect(201);
        var below =
                admin.get("/groups/" + group + "/children").path(0).path("id").asText();
        var id = operator.employee("second");

        operator.join(id, below);

        assertThat(mandator.listed("")).containsExactly("first", "second");
    }

    @Test
    void everybodyByTheDefaultRoleNewUsersAtOnce() {
        operator.employee("second");
        operator.giveRoleToEverybody();
        assertThatListBecomes("first", "second");

        operator.employee("third");

        assertThat(mandator.listed("")).containsExactly("first", "second", "third");
    }

    @Test
    void aCompositeRoleGetsTheRole() {
        admin.post("/roles", Map.of("name", "customer")).expect(201);
        var id = operator.employee("second");
        new Clients(admin).giveRole(id, "customer");
        assertThat(mandator.listed("")).containsExactly("first");

        admin.post("/roles/customer/composites", List.of(admin.get("/roles/finapi-user")))
                .expect(204);

        assertThatListBecomes("first", "second");
    }

    @Test
    void whoBecomesAnAdministratorIsFinapisNoMore() {
        var management = new Clients(admin).internalId(new Credentials("realm-management", ""));
        var role = admin.get("/clients/" + management + "/roles/view-users");
        var mapping = "/users/" + admin.idOf("first") + "/role-mappings/clients/" + management;

        admin.post(mapping, List.of(role)).expect(204);
        assertThat(mandator.listed("")).isEmpty();

        admin.delete(mapping, List.of(role)).expect(204);
        assertThat(mandator.listed("")).containsExactly("first");
    }

    @Test
    void anOperatorDeletesAUser() {
        admin.deleteUser("first");

        assertThat(mandator.listed("isDeleted=true")).containsExactly("fXXXt");
        assertThat(mandator.listed("isDeleted=false")).isEmpty();
    }

    @Test
    void anOperatorDeletesAUserOfAGroup() {
        var group = operator.groupWithRole();
        var id = operator.employee("second");
        operator.join(id, group);

        admin.deleteUser("second");

        assertThat(mandator.listed("isDeleted=true")).containsExactly("sXXXXd");
    }

    @Test
    void anEmployeeWhoIsDeletedLeavesNothing() {
        operator.employee("second");

        admin.deleteUser("second");

        assertThat(mandator.listed("")).containsExactly("first");
    }

    @Test
    void aRenamedUserIsListedByItsNewName() {
        admin.put("", Map.of("editUsernameAllowed", true)).expect(204);
        admin.changeUser("first", Map.of("username", "renamed"));

        assertThat(mandator.listed("")).containsExactly("renamed");
    }

    @Test
    void usersOfAPartialImport() {
        admin.post(
                        "/partialImport",
                        Map.of(
                                "ifResourceExists",
                                "SKIP",
                                "users",
                                List.of(
                                        Map.of(
                                                "username",
                                                "imported",
                                                "enabled",
                                                true,
                                                "realmRoles",
                                                List.of("finapi-user")),
                                        Map.of("username", "employee", "enabled", true))))
                .expect(200);

        assertThatListBecomes("first", "imported");
    }

    @Test
    void theRoleIsDeletedAndMadeAgain() {
        operator.deleteRole();
        assertThatListBecomes();
        assertThat(mandator.listed("isDeleted=true")).isEmpty();

        finapi.create("{\"id\":\"second\"}").expect(201);

        assertThatListBecomes("second");
    }

    /** Users of a directory. */
    @Nested
    final class OfLdap {
        private LdapRealm ldap;
        private FinApi mandatorOfLdap;

        @BeforeEach
        void createARealm() {
            ldap = new LdapRealm(keycloak, Version.V2, LdapProvider.in(LdapProvider.EditMode.READ_ONLY));
            mandatorOfLdap = ldap.mandator();
        }

        @AfterEach
        void removeTheRealm() {
            ldap.close();
        }

        @Test
        void anAdoptedUserIsListed() {
            var user = ldap.adopted();

            assertThat(mandatorOfLdap.listed("")).containsExactly(user.id());
        }

        @Test
        void whoIsGoneFromTheDirectoryIsDeleted() {
            var user = ldap.adopted();
            ldap.remove(user.id());

            ldap.finapi().requestUserToken(user).expect(400);

            assertThat(mandatorOfLdap.listed("isDeleted=false")).isEmpty();
            assertThat(mandatorOfLdap.listed("isDeleted=true")).hasSize(1);
        }

        @Test
        void removedImportedUsersAreNotDeleted() {
            ldap.adopted();

            ldap.removeCopies();

            Eventually.holds(() -> assertThat(mandatorOfLdap.listed("")).isEmpty());
        }

        @Test
        void aRemovedDirectoryTakesItsUsersWithIt() {
            ldap.adopted();

            ldap.disconnect();

            Eventually.holds(() -> assertThat(mandatorOfLdap.listed("")).isEmpty());
        }

        @Test
        void aRoleThatTheDirectoryGives() {
            var user = ldap.employee();
            ldap.admin().idOf(user.id());
            ldap.admin()
                    .post(
                            "/components",
                            Map.of(
                                    "name", "customers",
                                    "providerId", "hardcoded-ldap-role-mapper",
                                    "providerType", "org.keycloak.storage.ldap.mappers.LDAPStorageMapper",
                                    "parentId", ldap.provider(),
                                    "config", Map.of("role", List.of("finapi-user"))))
                    .expect(201);

            Eventually.holds(() -> assertThat(mandatorOfLdap.listed("")).containsExactly(user.id()));
        }
    }

    private void assertThatListBecomes(String... ids) {
        Eventually.holds(() -> assertThat(mandator.listed("")).containsExactly(ids));
    }
}
