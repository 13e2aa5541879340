package io.github.keycloakfinapi.it.finapi;

import io.github.keycloakfinapi.it.server.Admin;
import java.util.List;
import java.util.Map;

/**
 * The roads by which a user becomes one of finAPI's, and ceases to be one, that are an operator's: by Keycloak's own
 * administration. Users and groups go by Keycloak's own ids.
 */
public record Operator(Admin admin) {

    /** What makes a user of the realm one of finAPI's. */
    public static final String USER_ROLE = "finapi-user";

    private static final int IMPORTED_AT_ONCE = 100;

    /** A user of the realm who has nothing to do with finAPI. */
    public String employee(String name) {
        admin.post("/users", Map.of("username", name, "enabled", true)).expect(201);
        return admin.idOf(name);
    }

    public void giveRole(String user) {
        new Clients(admin).giveRole(user, USER_ROLE);
    }

    public void takeRole(String user) {
        admin.delete(mapping("/users/" + user), role()).expect(204);
    }

    /** The realm's first one. */
    public String group() {
        admin.post("/groups", Map.of("name", "customers")).expect(201);
        return admin.get("/groups").path(0).path("id").asText();
    }

    /** The realm's first one, whose users are finAPI's. */
    public String groupWithRole() {
        var group = group();
        giveRoleToGroup(group);
        return group;
    }

    public void giveRoleToGroup(String group) {
        admin.post(mapping("/groups/" + group), role()).expect(204);
    }

    public void takeRoleFromGroup(String group) {
        admin.delete(mapping("/groups/" + group), role()).expect(204);
    }

    public void join(String user, String group) {
        admin.put("/users/" + user + "/groups/" + group, Map.of()).expect(204);
    }

    public void leave(String user, String group) {
        admin.delete("/users/" + user + "/groups/" + group).expect(204);
    }

    /** Everybody has the role as of now. */
    public void giveRoleToEverybody() {
        var defaultRole = admin.get("").path("defaultRole").path("id").asText();
        admin.post("/roles-by-id/" + defaultRole + "/composites", role()).expect(204);
    }

    /** Nobody has it any more. */
    public void deleteRole() {
        admin.delete("/roles/" + USER_ROLE).expect(204);
    }

    /** New users of finAPI's, some at a time: what Keycloak needs for one grows with those before it in the same import. */
    public void importUsers(List<String> names) {
        for (var from = 0; from < names.size(); from += IMPORTED_AT_ONCE) {
            var users = names.subList(from, Math.min(from + IMPORTED_AT_ONCE, names.size())).stream()
                    .map(name -> Map.of("username", name, "enabled", true, "realmRoles", List.of(USER_ROLE)))
                    .toList();
            admin.post("/partialImport", Map.of("ifResourceExists", "FAIL", "users", users))
                    .expect(200);
        }
    }

    /** By a client policy for all clients: no user gets a token by a password. */
    public void forbidPasswords() {
        var name = "no-passwords";
        var executor = Map.of("executor", "reject-ropc-grant", "configuration", Map.of());
        admin.put(
                        "/client-policies/profiles",
                        Map.of("profiles", List.of(Map.of("name", name, "executors", List.of(executor)))))
                .expect(204);
        var policy = Map.of(
                "name",
                name,
                "enabled",
                true,
                "conditions",
                List.of(Map.of("condition", "any-client", "configuration", Map.of())),
                "profiles",
                List.of(name));
        admin.put("/client-policies/policies", Map.of("policies", List.of(policy)))
                .expect(204);
    }

    private List<?> role() {
        return List.of(admin.get("/roles/" + USER_ROLE));
    }

    private static String mapping(String whose) {
        return whose + "/role-mappings/realm";
    }
}
