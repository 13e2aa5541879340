package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.Eventually;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.LdapRealm;
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

    RegisterIT(KeycloakServer keycloak) {
        this.keycloak = keycloak;
    }

    @BeforeEach
    void createARealm() {
        realm = new OtherRealm(keycloak, Version.V2);
        finapi = realm.finapi();
        mandator = finapi.as(FinApi.mandatorAdmin(keycloak));
        admin = realm.admin();
        finapi.create("{\"id\":\"first\"}").expect(201);
        assertThat(mandator.listed("")).containsExactly("first");
    }

    @AfterEach
    void removeTheRealm() {
        realm.close();
    }

    @Test
    void theRoleIsGivenAndTakenAtOnce() {
        var id = employee("second");
        assertThat(mandator.listed("")).containsExactly("first");

        new Clients(admin).giveRole(id, "finapi-user");
        assertThat(mandator.listed("")).containsExactly("first", "second");

        takeRole(id);
        assertThat(mandator.listed("")).containsExactly("first");
        assertThat(mandator.listed("isDeleted=true")).isEmpty();
    }

    @Test
    void aGroupOfFinapisUsersIsJoinedAndLeftAtOnce() {
        var group = groupWithRole();
        var id = employee("second");

        admin.put("/users/" + id + "/groups/" + group, Map.of()).expect(204);
        assertThat(mandator.listed("")).containsExactly("first", "second");

        admin.delete("/users/" + id + "/groups/" + group).expect(204);
        assertThat(mandator.listed("")).containsExactly("first");
    }

    @Test
    void aGroupGetsTheRoleAndLosesIt() {
        admin.post("/groups", Map.of("name", "customers")).expect(201);
        var group = admin.get("/groups").path(0).path("id").asText();
        var id = employee("second");
        admin.put("/users/" + id + "/groups/" + group, Map.of()).expect(204);
        assertThat(mandator.listed("")).containsExactly("first");

        var mapping = "/groups/" + group + "/role-mappings/realm";
        admin.post(mapping, List.of(admin.get("/roles/finapi-user"))).expect(204);
        assertThatListBecomes("first", "second");

        admin.delete(mapping, List.of(admin.get("/roles/finapi-user"))).expect(204);
        assertThatListBecomes("first");
        assertThat(mandator.listed("isDeleted=true")).isEmpty();
    }

    @Test
    void aGroupBelowOneWithTheRole() {
        var group = groupWithRole();
        admin.post("/groups/" + group + "/children", Map.of("name", "below")).expect(201);
        var below =
                admin.get("/groups/" + group + "/children").path(0).path("id").asText();
        var id = employee("second");

        admin.put("/users/" + id + "/groups/" + below, Map.of()).expect(204);

        assertThat(mandator.listed("")).containsExactly("first", "second");
    }

    @Test
    void everybodyByTheDefaultRoleNewUsersAtOnce() {
        employee("second");
        composeDefaultRole();
        assertThatListBecomes("first", "second");

        employee("third");

        assertThat(mandator.listed("")).containsExactly("first", "second", "third");
    }

    @Test
    void aCompositeRoleGetsTheRole() {
        admin.post("/roles", Map.of("name", "customer")).expect(201);
        var id = employee("second");
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
        var group = groupWithRole();
        var id = employee("second");
        admin.put("/users/" + id + "/groups/" + group, Map.of()).expect(204);

        admin.deleteUser("second");

        assertThat(mandator.listed("isDeleted=true")).containsExactly("sXXXXd");
    }

    @Test
    void anEmployeeWhoIsDeletedLeavesNothing() {
        employee("second");

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
        admin.delete("/roles/finapi-user").expect(204);
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
            mandatorOfLdap = ldap.finapi().as(FinApi.mandatorAdmin(keycloak));
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
            ldap.ldap().remove(user.id());
            ldap.forgetUsers();

            ldap.finapi().requestUserToken(user).expect(400);

            assertThat(mandatorOfLdap.listed("isDeleted=false")).isEmpty();
            assertThat(mandatorOfLdap.listed("isDeleted=true")).hasSize(1);
        }

        @Test
        void removedImportedUsersAreNotDeleted() {
            ldap.adopted();

            ldap.admin()
                    .post("/user-storage/" + ldap.provider() + "/remove-imported-users", Map.of())
                    .expect(204);

            Eventually.holds(() -> assertThat(mandatorOfLdap.listed("")).isEmpty());
        }

        @Test
        void aRemovedDirectoryTakesItsUsersWithIt() {
            ldap.adopted();

            ldap.admin().delete("/components/" + ldap.provider()).expect(204);

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

    private String employee(String name) {
        admin.post("/users", Map.of("username", name, "enabled", true)).expect(201);
        return admin.idOf(name);
    }

    private void takeRole(String id) {
        admin.delete("/users/" + id + "/role-mappings/realm", List.of(admin.get("/roles/finapi-user")))
                .expect(204);
    }

    private String groupWithRole() {
        admin.post("/groups", Map.of("name", "customers")).expect(201);
        var group = admin.get("/groups").path(0).path("id").asText();
        admin.post("/groups/" + group + "/role-mappings/realm", List.of(admin.get("/roles/finapi-user")))
                .expect(204);
        return group;
    }

    private void composeDefaultRole() {
        var defaultRole = admin.get("").path("defaultRole").path("id").asText();
        admin.post("/roles-by-id/" + defaultRole + "/composites", List.of(admin.get("/roles/finapi-user")))
                .expect(204);
    }
}
