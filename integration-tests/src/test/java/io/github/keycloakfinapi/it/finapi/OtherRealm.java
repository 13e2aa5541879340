package io.github.keycloakfinapi.it.finapi;

import io.github.keycloakfinapi.it.http.Json;
import io.github.keycloakfinapi.it.server.Admin;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.RealmConfig;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The realm that the project ships, a second time on the same server: a test can set it up as it likes. */
public final class OtherRealm implements AutoCloseable {

    private static final List<Map<String, Object>> KEYS = keys();

    private final String name;
    private final Admin admin;
    private final FinApi finapi;
    private final FinApi mandator;

    public OtherRealm(KeycloakServer keycloak, Version version) {
        this(keycloak, version, Map.of());
    }

    /** With other values for some fields of Keycloak's representation of a realm. */
    @SuppressWarnings("unchecked")
    public OtherRealm(KeycloakServer keycloak, Version version, Map<String, ?> changes) {
        this.name = "other-" + UUID.randomUUID();
        this.admin = keycloak.admin().ofRealm(name);
        this.finapi = FinApi.of(keycloak, version).at(URI.create(keycloak.server() + "/realms/" + name));
        this.mandator = finapi.as(FinApi.mandatorAdmin(keycloak));
        var realm = RealmConfig.imported(name);
        var components = new LinkedHashMap<>((Map<String, Object>) realm.get("components"));
        components.put("org.keycloak.keys.KeyProvider", KEYS);
        realm.put("components", components);
        realm.putAll(changes);
        admin.createRealm(realm);
    }

    /** Made once: Keycloak would make them anew for each realm, which takes seconds. */
    private static List<Map<String, Object>> keys() {
        return List.of(
                Map.of(
                        "name",
                        "rsa",
                        "providerId",
                        "rsa",
                        "config",
                        Map.of("priority", List.of("100"), "privateKey", List.of(SigningKey.pem()))),
                Map.of(
                        "name",
                        "hmac-generated-hs512",
                        "providerId",
                        "hmac-generated",
                        "config",
                        Map.of("priority", List.of("100"), "algorithm", List.of("HS512"))),
                Map.of(
                        "name",
                        "aes-generated",
                        "providerId",
                        "aes-generated",
                        "config",
                        Map.of("priority", List.of("100"))));
    }

    public String name() {
        return name;
    }

    public FinApi finapi() {
        return finapi;
    }

    /** The same as the mandator's admin client calls it. */
    public FinApi mandator() {
        return mandator;
    }

    public Admin admin() {
        return admin;
    }

    /** Of the realm; the others stay. */
    public void setAttribute(String attribute, String value) {
        var attributes = Json.object(admin.get("").path("attributes").toString());
        attributes.put(attribute, value);
        admin.put("", Map.of("attributes", attributes)).expect(204);
    }

    @Override
    public void close() {
        admin.delete("").expect(204);
    }
}
