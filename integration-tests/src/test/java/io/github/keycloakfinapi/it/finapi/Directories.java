package io.github.keycloakfinapi.it.finapi;

import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.LdapProvider;
import io.github.keycloakfinapi.it.server.LdapProvider.EditMode;
import io.github.keycloakfinapi.it.server.SharedKeycloak;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A realm for each kind of directory, made when a test class first asks for it; all of them end with the class. What a
 * test has the directory or the realm refuse, the next one may do.
 */
public final class Directories implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    private final Map<LdapProvider, LdapRealm> realms = new HashMap<>();
    private KeycloakServer keycloak;

    @Override
    public void beforeAll(ExtensionContext context) {
        keycloak = SharedKeycloak.of(context);
    }

    public LdapRealm in(EditMode mode) {
        return realms.computeIfAbsent(LdapProvider.in(mode), this::another);
    }

    public LdapRealm writable() {
        return in(EditMode.WRITABLE);
    }

    public LdapRealm readOnly() {
        return in(EditMode.READ_ONLY);
    }

    public LdapRealm unsynced() {
        return in(EditMode.UNSYNCED);
    }

    /** Keycloak keeps nothing of a user there that the directory does not. */
    public LdapRealm withoutCopies(EditMode mode) {
        return realms.computeIfAbsent(LdapProvider.in(mode).withoutImport(), provider -> {
            var realm = another(provider);
            // Nobody else could give it to them: Keycloak keeps no role of theirs.
            realm.adoptAll();
            return realm;
        });
    }

    /** One that the test shares with no other, and closes. */
    public LdapRealm another(LdapProvider provider) {
        return new LdapRealm(keycloak, Version.V2, provider);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        realms.values().forEach(realm -> {
            realm.ldap().refuse(null);
            realm.demand("");
        });
    }

    @Override
    public void afterAll(ExtensionContext context) {
        realms.values().forEach(LdapRealm::close);
        realms.clear();
    }
}
