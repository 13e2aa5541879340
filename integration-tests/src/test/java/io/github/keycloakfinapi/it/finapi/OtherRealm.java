package io.github.keycloakfinapi.it.finapi;

import io.github.keycloakfinapi.it.server.Admin;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A second realm on the same server, with an app client of the same name and secret. */
public final class OtherRealm implements AutoCloseable {

    private final Admin admin;
    private final FinApi finapi;

    public OtherRealm(KeycloakServer keycloak, Version version) {
        var name = "other-" + UUID.randomUUID();
        var client = FinApi.of(keycloak, version).client();
        this.admin = keycloak.admin().ofRealm(name);
        this.finapi = new FinApi(URI.create(keycloak.server() + "/realms/" + name), version, client);
        admin.createRealm(Map.of(
                "realm",
                name,
                "enabled",
                true,
                "sslRequired",
                "none",
                "roles",
                Map.of("realm", List.of(Map.of("name", Clients.APP_ROLE))),
                "clients",
                List.of(Clients.representation(client, List.of(), Map.of())),
                "users",
                List.of(Map.of(
                        "username",
                        "service-account-" + client.id(),
                        "enabled",
                        true,
                        "serviceAccountClientId",
                        client.id(),
                        "realmRoles",
                        List.of(Clients.APP_ROLE)))));
    }

    public FinApi finapi() {
        return finapi;
    }

    @Override
    public void close() {
        admin.delete("").expect(204);
    }
}
