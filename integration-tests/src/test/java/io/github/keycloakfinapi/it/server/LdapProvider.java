package io.github.keycloakfinapi.it.server;

import io.github.keycloakfinapi.it.http.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a realm takes its users from a directory: a component of Keycloak's user federation.
 *
 * @param syncRegistrations whether new users are written there; Keycloak does so in a writable one only
 * @param importEnabled whether Keycloak keeps a copy of each user
 */
public record LdapProvider(EditMode editMode, boolean syncRegistrations, boolean importEnabled) {

    public enum EditMode {
        READ_ONLY,
        WRITABLE,
        UNSYNCED
    }

    private static final String MAPPER = "org.keycloak.storage.ldap.mappers.LDAPStorageMapper";
    private static final String PROVIDER = "org.keycloak.storage.UserStorageProvider";

    /** Longer than a busy machine takes to answer, shorter than a test waits. */
    private static final String PATIENCE_MILLIS = "2000";

    /** With new users and copies. */
    public static LdapProvider in(EditMode mode) {
        return new LdapProvider(mode, true, true);
    }

    public LdapProvider withoutRegistrations() {
        return new LdapProvider(editMode, false, importEnabled);
    }

    public LdapProvider withoutImport() {
        return new LdapProvider(editMode, syncRegistrations, false);
    }

    /** The id of the component. */
    public String addTo(Admin realm, LdapServer ldap) {
        var config = new HashMap<String, String>(Map.of(
                "vendor",
                "other",
                "connectionUrl",
                ldap.url(),
                "connectionTimeout",
                PATIENCE_MILLIS,
                "readTimeout",
                PATIENCE_MILLIS,
                "authType",
                "simple",
                "bindDn",
                LdapServer.ADMIN,
                "bindCredential",
                LdapServer.ADMIN_PASSWORD,
                "pagination",
                "false"));
        config.putAll(Map.of(
                "usersDn", LdapServer.USERS,
                "usernameLDAPAttribute", "uid",
                "rdnLDAPAttribute", "uid",
                "uuidLDAPAttribute", "entryUUID",
                "userObjectClasses", "inetOrgPerson, organizationalPerson",
                "searchScope", "1"));
        config.putAll(Map.of("enabled", "true", "priority", "0"));
        config.putAll(choices());
        return add(realm, "ldap", PROVIDER, realm.get("").path("id").asText(), config);
    }

    /** Instead of what the component of this id has been until now. */
    public void replace(Admin realm, String id) {
        var component = Json.object(realm.get("/components/" + id).toString());
        var config = Json.object(Json.of(component.get("config")));
        choices().forEach((name, value) -> config.put(name, List.of(value)));
        component.put("config", config);
        realm.put("/components/" + id, component).expect(204);
    }

    private Map<String, String> choices() {
        return Map.of(
                "editMode", editMode.name(),
                "syncRegistrations", String.valueOf(syncRegistrations),
                "importEnabled", String.valueOf(importEnabled));
    }

    /** The realm's roles are groups of the directory: who is in one has the role of this name. */
    public static void mapGroupsToRoles(Admin realm, String provider) {
        add(
                realm,
                "role-ldap-mapper",
                MAPPER,
                provider,
                Map.of(
                        "roles.dn", LdapServer.GROUPS,
                        "role.name.ldap.attribute", "cn",
                        "role.object.classes", "groupOfNames",
                        "membership.ldap.attribute", "member",
                        "membership.attribute.type", "DN",
                        "membership.user.ldap.attribute", "uid",
                        "user.roles.retrieve.strategy", "LOAD_ROLES_BY_MEMBER_ATTRIBUTE",
                        "use.realm.roles.mapping", "true",
                        "mode", "READ_ONLY"));
    }

    private static String add(
            Admin realm, String providerId, String providerType, String parent, Map<String, String> config) {
        var values = new HashMap<String, List<String>>();
        config.forEach((name, value) -> values.put(name, List.of(value)));
        var location = realm.post(
                        "/components",
                        Map.of(
                                "name", providerId,
                                "providerId", providerId,
                                "providerType", providerType,
                                "parentId", parent,
                                "config", values))
                .expect(201)
                .header("Location");
        return location.substring(location.lastIndexOf('/') + 1);
    }
}
