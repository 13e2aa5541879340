package io.github.keycloakfinapi.it.finapi;

import io.github.keycloakfinapi.it.server.Admin;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Clients beside the two of the realm import, made by Keycloak's own administration. */
public final class Clients {

    static final String APP_ROLE = "finapi-app";

    private final Admin admin;

    public Clients(Admin admin) {
        this.admin = admin;
    }

    public Credentials app() {
        return app(Map.of());
    }

    public Credentials app(Map<String, String> attributes) {
        var client = client(List.of("all"), attributes);
        giveRole(serviceAccount(client), APP_ROLE);
        return client;
    }

    /** With a service account and finAPI's scope, and without the role that would make it an app client. */
    public Credentials withoutRole() {
        return client(List.of("all"), Map.of());
    }

    /** One that has nothing to do with finAPI. */
    public Credentials stranger() {
        return client(List.of(), Map.of());
    }

    public void disable(Credentials client) {
        admin.put("/clients/" + internalId(client), Map.of("clientId", client.id(), "enabled", false))
                .expect(204);
    }

    public void giveRole(String userId, String role) {
        var representation = admin.get("/roles/" + role);
        admin.post("/users/" + userId + "/role-mappings/realm", List.of(representation))
                .expect(204);
    }

    public void takeRole(Credentials client) {
        var path = "/users/" + serviceAccount(client) + "/role-mappings/realm";
        admin.delete(path, List.of(admin.get("/roles/" + APP_ROLE))).expect(204);
    }

    private String serviceAccount(Credentials client) {
        return admin.get("/clients/" + internalId(client) + "/service-account-user")
                .path("id")
                .asText();
    }

    private Credentials client(List<String> scopes, Map<String, String> attributes) {
        var client =
                new Credentials(UUID.randomUUID().toString(), UUID.randomUUID().toString());
        admin.post("/clients", representation(client, scopes, attributes)).expect(201);
        return client;
    }

    static Map<String, Object> representation(Credentials client, List<String> scopes, Map<String, String> attributes) {
        return Map.of(
                "clientId",
                client.id(),
                "secret",
                client.secret(),
                "publicClient",
                false,
                "serviceAccountsEnabled",
                true,
                "directAccessGrantsEnabled",
                true,
                "standardFlowEnabled",
                false,
                "attributes",
                attributes,
                "defaultClientScopes",
                scopes);
    }

    private String internalId(Credentials client) {
        return admin.get("/clients?clientId=" + client.id()).path(0).path("id").asText();
    }
}
