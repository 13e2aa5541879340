package io.github.keycloakfinapi.it.finapi;

import io.github.keycloakfinapi.it.server.Admin;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.RealmConfig;
import java.net.URI;
import java.util.Map;
import java.util.UUID;

/** The realm that the project ships, a second time on the same server: a test can set it up as it likes. */
public final class OtherRealm implements AutoCloseable {

    private final Admin admin;
    private final FinApi finapi;

    public OtherRealm(KeycloakServer keycloak, Version version) {
        this(keycloak, version, Map.of());
    }

    /** With other values for some fields of Keycloak's representation of a realm. */
    public OtherRealm(KeycloakServer keycloak, Version version, Map<String, ?> changes) {
        var name = "other-" + UUID.randomUUID();
        this.admin = keycloak.admin().ofRealm(name);
        this.finapi = FinApi.of(keycloak, version).at(URI.create(keycloak.server() + "/realms/" + name));
        var realm = RealmConfig.imported(name);
        realm.putAll(changes);
        admin.createRealm(realm);
    }

    public FinApi finapi() {
        return finapi;
    }

    public Admin admin() {
        return admin;
    }

    @Override
    public void close() {
        admin.delete("").expect(204);
    }
}
