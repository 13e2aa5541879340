package io.github.keycloakfinapi.internals;

import org.keycloak.exportimport.ExportOptions;
import org.keycloak.exportimport.util.ExportUtils;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.RealmRepresentation;

/** A realm as Keycloak's export writes one. */
public final class RealmExport {
    private RealmExport() {}

    /** With clients, roles and groups, and of the users with the service accounts only. It holds secrets. */
    public static RealmRepresentation of(KeycloakSession session, RealmModel realm) {
        return ExportUtils.exportRealm(session, realm, new ExportOptions(false, true, true, true, false), false);
    }
}
