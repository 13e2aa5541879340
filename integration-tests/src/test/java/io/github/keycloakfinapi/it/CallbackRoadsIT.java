package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.CallbackRealm;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.LdapRealm;
import io.github.keycloakfinapi.it.finapi.Operator;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.LdapProvider;
import io.github.keycloakfinapi.it.server.WithKeycloak;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The mandator's clients learn of each user who is gone for good, and of nobody else. */
@WithKeycloak
final class CallbackRoadsIT {

    private final KeycloakServer keycloak;

    @AutoClose
    private final CallbackRealm realm;

    private final Operator operator;

    CallbackRoadsIT(KeycloakServer keycloak) {
        this.keycloak = keycloak;
        this.realm = new CallbackRealm(keycloak);
        this.operator = realm.operator();
    }

    /** Whatever road it goes by, once. */
    @Nested
    final class ADeletion {

        @Test
        void byTheUser() {
            realm.finapi()
                    .delete(realm.finapi().userToken(realm.newUser("first")))
                    .expect(200);
            realm.awaitOnly("first");
        }

        @Test
        void byTheApp() {
            var verifying = realm.finapi().as(realm.clients().appThatVerifies());
            verifying.create("{\"id\":\"Unverified\"}").expect(201);
            verifying.deleteUnverified("unverified").expect(200);
            realm.awaitOnly("Unverified");
        }

        @Test
        void byTheMandator() {
            realm.newUser("first");
            realm.newUser("Second");
            realm.mandator().deleteUsers(List.of("FIRST", "second", "unknown")).expect(200);
            realm.awaitOnly("first", "Second");
        }

        @Test
        void byAnOperator() {
            realm.newUser("First");
            realm.admin().deleteUser("first");
            realm.awaitOnly("First");
        }

        @Test
        void ofAUserWhoIsOneByAGroup() {
            operator.join(operator.employee("second"), operator.groupWithRole());

            realm.admin().deleteUser("second");

            realm.awaitOnly("second");
        }

        @Test
        void ofAUserWhoIsUnknownToTheRegister() {
            operator.importUsers(List.of("imported"));
            realm.admin().deleteUser("imported");
            realm.awaitOnly("imported");
        }
    }

    /** An application must not purge a customer who lives. */
    @Nested
    final class NoDeletion {

        @Test
        void anEmployeeGoes() {
            operator.employee("employee");
            realm.admin().deleteUser("employee");
            realm.assertThatNobodyWasTold();
        }

        @Test
        void aRoleIsTaken() {
            realm.newUser("first");
            operator.takeRole(realm.admin().idOf("first"));
            realm.admin().deleteUser("first");
            realm.assertThatNobodyWasTold();
        }

        @Test
        void theRoleIsRemoved() {
            realm.newUser("first");
            operator.deleteRole();
            realm.admin().deleteUser("first");
            realm.finapi().create("{\"id\":\"second\"}").expect(201);
            realm.assertThatNobodyWasTold();
        }

        @Test
        void aRealmIsRemoved() {
            try (var other = new OtherRealm(keycloak, Version.V2)) {
                realm.listenTo(other.admin());
                other.finapi().create("{\"id\":\"other\"}").expect(201);
            }
            realm.assertThatNobodyWasTold();
        }
    }

    /** Users of a directory. */
    @Nested
    final class OfLdap {
        private LdapRealm ldap;

        @AfterEach
        void removeTheRealm() {
            ldap.close();
        }

        private void createARealm(LdapProvider provider) {
            ldap = new LdapRealm(keycloak, Version.V2, provider);
            realm.listenTo(ldap.admin());
        }

        @Test
        void whoIsGoneFromTheDirectory() {
            createARealm(LdapProvider.in(LdapProvider.EditMode.READ_ONLY));
            var user = ldap.adopted();
            ldap.remove(user.id());

            ldap.finapi().requestUserToken(user).expect(400);

            realm.awaitOnlyBefore(ldap.finapi(), user.id());
        }

        @Test
        void whoIsGoneIsToldAsWritten() {
            createARealm(LdapProvider.in(LdapProvider.EditMode.WRITABLE));
            var id = "Ab-" + FinApi.randomId().substring(0, 8).toUpperCase(Locale.ROOT);
            ldap.finapi().create(Map.of("id", id, "password", "open sesame")).expect(201);
            ldap.remove(id);

            ldap.finapi().requestUserToken(new Credentials(id, "open sesame")).expect(400);

            realm.awaitOnlyBefore(ldap.finapi(), id);
        }

        @Test
        void whoIsDeletedInAWritableDirectory() {
            createARealm(LdapProvider.in(LdapProvider.EditMode.WRITABLE));
            var user = ldap.adopted();
            ldap.admin().deleteUser(user.id());
            realm.awaitOnlyBefore(ldap.finapi(), user.id());
        }

        @Test
        void whoIsDeletedInADirectoryWithoutCopies() {
            createARealm(LdapProvider.in(LdapProvider.EditMode.WRITABLE).withoutImport());
            ldap.adoptAll();
            var user = ldap.employee();
            ldap.admin().deleteUser(user.id());
            realm.awaitOnly(user.id());
        }

        /** Keycloak deletes its own copy, and finds the user again. */
        @Test
        void whomTheDirectoryKeepsIsNotDeleted() {
            createARealm(LdapProvider.in(LdapProvider.EditMode.READ_ONLY));
            var user = ldap.adopted();

            ldap.finapi().delete(ldap.finapi().userToken(user)).expect(422);
            ldap.admin().deleteUser(user.id());

            assertThat(ldap.admin().idIfExists(user.id())).isPresent();
            realm.assertThatNobodyWasTold();
        }

        @Test
        void removedImportedUsersAreNotDeleted() {
            createARealm(LdapProvider.in(LdapProvider.EditMode.READ_ONLY));
            ldap.adopted();
            ldap.removeCopies();
            ldap.finapi().create(Map.of("id", "last")).expect(201);
            realm.assertThatNobodyWasTold();
        }

        @Test
        void aRemovedDirectoryTakesItsUsersWithItAndTellsNobody() {
            createARealm(LdapProvider.in(LdapProvider.EditMode.READ_ONLY));
            ldap.adopted();
            ldap.disconnect();
            realm.assertThatNobodyWasTold();
        }
    }
}
