package io.github.keycloakfinapi.it.finapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakfinapi.it.http.Json;
import io.github.keycloakfinapi.it.server.Admin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Clients beside the two of the realm import, made by Keycloak's own administration. */
public final class Clients {

    /** Where a client hears of deleted users: an attribute of it. */
    public static final String CALLBACK_URL = "finapi.user-synchronization-callback-url";

    static final String APP_ROLE = "finapi-app";

    private static final String ADMIN_ROLE = "finapi-mandator-admin";

    private final Admin admin;

    public Clients(Admin admin) {
        this.admin = admin;
    }

    /** One whose users are not verified until it says so. */
    public Credentials appThatVerifies() {
        return app(Map.of("finapi.user-auto-verification", "false"));
    }

    public Credentials app() {
        return app(Map.of());
    }

    public Credentials app(Map<String, String> attributes) {
        return app(UUID.randomUUID().toString(), attributes);
    }

    /** With this scope instead of finAPI's. */
    public Credentials appWithScope(String scope) {
        return app(client(UUID.randomUUID().toString(), List.of(scope), Map.of()));
    }

    public Credentials app(String id, Map<String, String> attributes) {
        return app(client(id, List.of("all"), attributes));
    }

    private Credentials app(Credentials client) {
        giveRole(serviceAccount(client), APP_ROLE);
        return client;
    }

    /** A second mandator admin client. */
    public Credentials mandatorAdmin(Map<String, String> attributes) {
        var client = client(UUID.randomUUID().toString(), List.of("all"), attributes);
        giveRole(serviceAccount(client), ADMIN_ROLE);
        return client;
    }

    /** With a service account and finAPI's scope, and without the role that would make it an app client. */
    public Credentials withoutRole() {
        return client(UUID.randomUUID().toString(), List.of("all"), Map.of());
    }

    /** An app client as README's one sentence makes it: the role, and no scope of finAPI's. */
    public Credentials withoutScope() {
        var client = stranger();
        giveRole(serviceAccount(client), APP_ROLE);
        return client;
    }

    /** One that has nothing to do with finAPI. */
    public Credentials stranger() {
        return client(UUID.randomUUID().toString(), List.of(), Map.of());
    }

    /** Of Keycloak's Admin REST API, by its service account. */
    public Credentials thatManagesUsers() {
        var client = stranger();
        var management = internalId(new Credentials("realm-management", ""));
        var role = admin.get("/clients/" + management + "/roles/manage-users");
        admin.post("/users/" + serviceAccount(client) + "/role-mappings/clients/" + management, List.of(role))
                .expect(204);
        // Without it Keycloak's own tokens tell nothing of roles.
        addScope(client, "default", "roles");
        return client;
    }

    /** One of the realm's scopes, {@code default} or {@code optional}. */
    public void addScope(Credentials client, String kind, String name) {
        var path = "/clients/" + internalId(client) + "/" + kind + "-client-scopes/";
        admin.put(path + scope(name).path("id").asText(), Map.of()).expect(204);
    }

    private JsonNode scope(String name) {
        return admin.get("/client-scopes")
                .valueStream()
                .filter(scope -> scope.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /**
     * A new scope.
     *
     * @param name of the one that it is like
     * @param mapper the type of the protocol mapper that it is to be without
     * @return its name
     */
    public String scopeLike(String name, String mapper) {
        var like = scope(name);
        var scope = Json.object(like.toString());
        scope.remove("id");
        scope.put("name", UUID.randomUUID().toString());
        scope.put(
                "protocolMappers",
                like.path("protocolMappers")
                        .valueStream()
                        .filter(each -> !each.path("protocolMapper").asText().equals(mapper))
                        .map(each -> Json.object(each.toString()))
                        .peek(each -> each.remove("id"))
                        .toList());
        admin.post("/client-scopes", scope).expect(201);
        return (String) scope.get("name");
    }

    public void disable(Credentials client) {
        change(client, Map.of("enabled", false));
    }

    public void delete(Credentials client) {
        admin.delete("/clients/" + internalId(client)).expect(204);
    }

    /** Tokens of this client name this audience and no other. */
    public void setAudience(Credentials client, String audience) {
        addMapper(
                client,
                "oidc-audience-mapper",
                Map.of("included.custom.audience", audience, "access.token.claim", "true"));
    }

    /** Tokens of this client name the roles of the realm that it may see. */
    public void showRealmRoles(Credentials client) {
        addMapper(
                client,
                "oidc-usermodel-realm-role-mapper",
                Map.of("claim.name", "roles", "multivalued", "true", "access.token.claim", "true"));
    }

    private void addMapper(Credentials client, String type, Map<String, String> config) {
        admin.post(
                        "/clients/" + internalId(client) + "/protocol-mappers/models",
                        Map.of("name", type, "protocol", "openid-connect", "protocolMapper", type, "config", config))
                .expect(201);
    }

    public void callBackAt(Credentials client, String url) {
        setAttribute(client, CALLBACK_URL, url);
    }

    public void setAttribute(Credentials client, String name, String value) {
        change(client, Map.of("attributes", Map.of(name, value)));
    }

    public Map<String, String> attributes(Credentials client) {
        var attributes = new LinkedHashMap<String, String>();
        admin.get("/clients/" + internalId(client))
                .path("attributes")
                .properties()
                .forEach(each -> attributes.put(each.getKey(), each.getValue().asText()));
        return attributes;
    }

    /** The fields of Keycloak's representation of it that are to be others. */
    public void change(Credentials client, Map<String, ?> changes) {
        var representation = new LinkedHashMap<String, Object>(changes);
        representation.put("clientId", client.id());
        admin.put("/clients/" + internalId(client), representation).expect(204);
    }

    /** As of now, older tokens of the client do not count. */
    public void notBefore(Credentials client, long epochSecond) {
        change(client, Map.of("notBefore", epochSecond));
    }

    public void disableServiceAccount(Credentials client) {
        admin.put("/users/" + serviceAccount(client), Map.of("enabled", false)).expect(204);
    }

    public void deleteServiceAccount(Credentials client) {
        admin.delete("/users/" + serviceAccount(client)).expect(204);
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

    public String serviceAccount(Credentials client) {
        return admin.get("/clients/" + internalId(client) + "/service-account-user")
                .path("id")
                .asText();
    }

    private Credentials client(String id, List<String> scopes, Map<String, String> attributes) {
        var client = new Credentials(id, UUID.randomUUID().toString());
        admin.post("/clients", representation(client, scopes, attributes)).expect(201);
        return client;
    }

    private static Map<String, Object> representation(
            Credentials client, List<String> scopes, Map<String, String> attributes) {
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
                // Keycloak's tokens of an app client carry none of the rights that its users have elsewhere.
                "fullScopeAllowed",
                !scopes.contains("all"),
                "attributes",
                attributes,
                "defaultClientScopes",
                scopes);
    }

    /** Keycloak's own id of the client, the one that its paths have. */
    public String internalId(Credentials client) {
        return admin.get("/clients?clientId=" + client.id()).path(0).path("id").asText();
    }
}
