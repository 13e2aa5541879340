package io.github.keycloakfinapi.internals;

import org.keycloak.exportimport.ExportOptions;
import org.keycloak.exportimport.util.ExportUtils;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.RealmRepresentation;

/** A realm in the form of Keycloak's export. */
public final class RealmExport {
    private RealmExport() {}

    /** Includes clients, roles, groups and service accounts, but no other users. Contains secrets. */
    public static RealmRepresentation of(KeycloakSession session, RealmModel realm) {
        return ExportUtils.exportRealm(session, realm, new ExportOptions(false, true, true, true, false), false);
    }
}
