package io.github.keycloakfinapi.it.finapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakfinapi.it.server.Admin;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.LdapProvider;
import io.github.keycloakfinapi.it.server.LdapServer;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The realm that the project ships, with a directory of its own to take users from. */
public final class LdapRealm implements AutoCloseable {

    private final LdapServer ldap;
    private final OtherRealm realm;
    private final String provider;
    private final PasswordChange change;

    public LdapRealm(KeycloakServer keycloak, Version version, LdapProvider provider) {
        this.ldap = new LdapServer(keycloak);
        this.realm = new OtherRealm(keycloak, version);
        this.provider = provider.addTo(admin(), ldap);
        this.change = FinApi.passwordChange(keycloak, finapi());
        if (admin().find("/roles/" + Operator.USER_ROLE).status() == 404) {
            admin().post("/roles", Map.of("name", Operator.USER_ROLE)).expect(201);
        }
    }

    public LdapServer ldap() {
        return ldap;
    }

    public FinApi finapi() {
        return realm.finapi();
    }

    /** The same as the mandator's admin client calls it. */
    public FinApi mandator() {
        return realm.mandator();
    }

    public Admin admin() {
        return realm.admin();
    }

    public PasswordChange change() {
        return change;
    }

    private Operator operator() {
        return new Operator(admin());
    }

    /** The id of the component. */
    public String provider() {
        return provider;
    }

    /** A user of the directory who has nothing to do with finAPI. */
    public Credentials employee() {
        var user = new Credentials(FinApi.randomId(), UUID.randomUUID().toString());
        ldap.addUser(user.id(), user.secret());
        return user;
    }

    /** A user of the directory to whom an operator has given the role. */
    public Credentials adopted() {
        var user = employee();
        operator().giveRole(admin().idOf(user.id()));
        return user;
    }

    /** The operator takes the role back. */
    public void abandon(Credentials user) {
        operator().takeRole(admin().idOf(user.id()));
    }

    public void unverify(Credentials user) {
        admin().changeUser(user.id(), Map.of("requiredActions", List.of("finapi-verify-user")));
    }

    /** Everybody has the role as of now. */
    public void adoptAll() {
        operator().giveRoleToEverybody();
    }

    /** What Keycloak itself keeps to log the user in with, the password change token not counted. */
    public List<JsonNode> passwordsInKeycloak(Credentials user) {
        return admin().get("/users/" + admin().idOf(user.id()) + "/credentials")
                .valueStream()
                .filter(credential -> credential.path("type").asText().equals("password")
                        && credential.path("federationLink").isMissingNode())
                .toList();
    }

    /** The same directory, in another way. */
    public void reconnect(LdapProvider other) {
        other.replace(admin(), provider);
    }

    /** The realm is as strict with passwords as this policy of Keycloak's says. */
    public void demand(String passwordPolicy) {
        admin().put("", Map.of("passwordPolicy", passwordPolicy)).expect(204);
    }

    /** The user leaves the directory, and Keycloak has yet to find out. */
    public void remove(String userId) {
        ldap.remove(userId);
        forgetUsers();
    }

    /** Keycloak gives up its copies of the users, who are users as before. */
    public void removeCopies() {
        admin().post("/user-storage/" + provider + "/remove-imported-users", Map.of())
                .expect(204);
    }

    /** The realm has no directory any more. */
    public void disconnect() {
        admin().delete("/components/" + provider).expect(204);
    }

    /** As after a restart: the next look at a user is one into the directory. */
    public void forgetUsers() {
        admin().post("/clear-user-cache", Map.of()).expect(204);
    }

    @Override
    public void close() {
        realm.close();
        ldap.close();
    }
}
