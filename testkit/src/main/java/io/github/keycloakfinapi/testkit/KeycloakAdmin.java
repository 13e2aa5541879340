package io.github.keycloakfinapi.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What an operator does for a client, by Keycloak's Admin REST API. */
final class KeycloakAdmin {

    static final String USER = "admin";
    static final String PASSWORD = "admin";

    private final String server;
    private final String realm;

    KeycloakAdmin(String server, String realm) {
        this.server = server;
        this.realm = server + "/admin/realms/" + realm;
    }

    FinapiClient createApp(FinapiSettings settings) {
        var client = new FinapiClient(
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString().replace("-", ""),
                settings.spoken());
        var attributes = new HashMap<>(settings.attributes());
        attributes.put("finapi.data-decryption-key", client.dataDecryptionKey());
        attributes.put("client_credentials.use_refresh_token", "false");
        var location = call("POST", "/clients")
                .json(Map.of(
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
                        "fullScopeAllowed",
                        false,
                        "defaultClientScopes",
                        List.of("all"),
                        "attributes",
                        attributes))
                .sendAndFollow();
        var internalId = location.substring(location.lastIndexOf('/') + 1);
        var account =
                call("GET", "/clients/" + internalId + "/service-account-user").send();
        var role = call("GET", "/roles/finapi-app").send();
        call("POST", "/users/" + account.path("id").asText() + "/role-mappings/realm")
                .json(List.of(role))
                .send();
        return client;
    }

    void setAttributes(String clientId, Map<String, String> attributes) {
        call("PUT", "/clients/" + internalId(clientId))
                .json(Map.of("clientId", clientId, "attributes", attributes))
                .send();
    }

    void deleteClient(String clientId) {
        for (var found : clients(clientId)) {
            call("DELETE", "/clients/" + found.path("id").asText()).send();
        }
    }

    private String internalId(String clientId) {
        var found = clients(clientId);
        if (found.isEmpty()) {
            throw new IllegalArgumentException("The server has no client " + clientId);
        }
        return found.path(0).path("id").asText();
    }

    /** The one with this id, or none. */
    private JsonNode clients(String clientId) {
        return call("GET", "/clients?clientId=" + KitCall.encoded(clientId)).send();
    }

    private KitCall call(String method, String path) {
        return KitCall.to(method, realm + path).bearer(token());
    }

    /** A new one each time: they last a minute, a test run longer. */
    private String token() {
        return KitCall.to("POST", server + "/realms/master/protocol/openid-connect/token")
                .form(Map.of(
                        "grant_type", "password", "client_id", "admin-cli", "username", USER, "password", PASSWORD))
                .send()
                .path("access_token")
                .asText();
    }
}
