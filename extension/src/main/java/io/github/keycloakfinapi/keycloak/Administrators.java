package io.github.keycloakfinapi.keycloak;

import java.util.Set;
import org.keycloak.Config;
import org.keycloak.models.AdminRoles;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleContainerModel;
import org.keycloak.models.RoleModel;

/** Who administers Keycloak. */
public final class Administrators {
    private static final Set<String> OF_THE_SERVER = Set.of(AdminRoles.ADMIN, AdminRoles.CREATE_REALM);

    private Administrators() {}

    /**
     * Whether whoever holds this role administers something: all that {@code AdminRoles.isAdminRole} of Keycloak 26.7 says
     * so of, and every other role of the same clients. Older versions have no such method.
     */
    public static boolean isRole(RoleModel role) {
        RoleContainerModel container = role.getContainer();
        if (container instanceof RealmModel realm) {
            return isMaster(realm) && OF_THE_SERVER.contains(role.getName());
        }
        ClientModel client = (ClientModel) container;
        return client.getClientId().equals(Constants.REALM_MANAGEMENT_CLIENT_ID)
                || isMaster(client.getRealm()) && client.getClientId().endsWith(AdminRoles.APP_SUFFIX);
    }

    private static boolean isMaster(RealmModel realm) {
        return realm.getName().equals(Config.getAdminRealm());
    }
}
