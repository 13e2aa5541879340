package io.github.keycloakfinapi.it;

import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Operator;
import io.github.keycloakfinapi.it.server.Admin;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Users of a realm who are none of finAPI's. */
enum Outsider {
    EMPLOYEE {
        @Override
        Credentials in(Realm realm) {
            return realm.employee();
        }
    },
    ADMINISTRATOR {
        @Override
        Credentials in(Realm realm) {
            var user = realm.employee();
            realm.makeAdministrator(user);
            return user;
        }
    },
    ADMINISTRATOR_WITH_THE_MARK {
        @Override
        Credentials in(Realm realm) {
            var user = realm.employee();
            realm.mark(user);
            realm.makeAdministrator(user);
            return user;
        }
    },
    PROMOTED_BY_A_GROUP {
        @Override
        Credentials in(Realm realm) {
            var user = realm.finapi().newUser();
            realm.joinGroupOfAdministrators(user);
            return user;
        }
    },
    PROMOTED_BY_A_COMPOSITE_ROLE {
        @Override
        Credentials in(Realm realm) {
            var user = realm.finapi().newUser();
            realm.giveCompositeOfAdministrators(user);
            return user;
        }
    },
    WHO_LOST_THE_MARK {
        @Override
        Credentials in(Realm realm) {
            var user = realm.finapi().newUser();
            realm.unmark(user);
            return user;
        }
    };

    /** Such a user, who has a password. */
    abstract Credentials in(Realm realm);

    /** What an operator does to users. */
    record Realm(FinApi finapi, Admin admin) {

        Credentials employee() {
            return employee(FinApi.randomId());
        }

        Credentials employee(String name) {
            var user = new Credentials(name, UUID.randomUUID().toString());
            admin.post(
                            "/users",
                            Map.of(
                                    "username",
                                    user.id(),
                                    "enabled",
                                    true,
                                    "email",
                                    user.id() + "@bank.example",
                                    "credentials",
                                    List.of(Map.of("type", "password", "value", user.secret()))))
                    .expect(201);
            return user;
        }

        void mark(Credentials user) {
            new Operator(admin).giveRole(admin.idOf(user.id()));
        }

        void unmark(Credentials user) {
            new Operator(admin).takeRole(admin.idOf(user.id()));
        }

        void makeAdministrator(Credentials user) {
            admin.post(
                            "/users/" + admin.idOf(user.id()) + "/role-mappings/clients/" + management(),
                            List.of(realmAdmin()))
                    .expect(204);
        }

        void joinGroupOfAdministrators(Credentials user) {
            var group = "administrators-" + UUID.randomUUID();
            admin.post("/groups", Map.of("name", group)).expect(201);
            var parent = admin.get("/groups?search=" + group).path(0).path("id").asText();
            admin.post("/groups/" + parent + "/role-mappings/clients/" + management(), List.of(realmAdmin()))
                    .expect(204);
            // A user of the group below inherits it.
            admin.post("/groups/" + parent + "/children", Map.of("name", "of the branch"))
                    .expect(201);
            var child = admin.get("/groups/" + parent + "/children")
                    .path(0)
                    .path("id")
                    .asText();
            admin.put("/users/" + admin.idOf(user.id()) + "/groups/" + child, Map.of())
                    .expect(204);
        }

        void giveCompositeOfAdministrators(Credentials user) {
            var role = "back-office-" + UUID.randomUUID();
            admin.post("/roles", Map.of("name", role)).expect(201);
            admin.post("/roles/" + role + "/composites", List.of(realmAdmin())).expect(204);
            new Clients(admin).giveRole(admin.idOf(user.id()), role);
        }

        private Object realmAdmin() {
            return admin.get("/clients/" + management() + "/roles/realm-admin");
        }

        private String management() {
            return new Clients(admin).internalId(new Credentials("realm-management", ""));
        }
    }
}
