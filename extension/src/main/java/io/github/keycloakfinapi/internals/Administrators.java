package io.github.keycloakfinapi.internals;

import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.keycloak.Config;
import org.keycloak.models.AdminRoles;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;

/** Who administers Keycloak. */
public final class Administrators {
    private static final Set<String> OF_THE_SERVER = Set.of(AdminRoles.ADMIN, AdminRoles.CREATE_REALM);

    private Administrators() {}

    /**
     * Whether a role lets its holder administer something: the roles of {@code AdminRoles.isAdminRole} in Keycloak 26.7, and
     * all other roles of the same clients. Older versions do not have this method.
     */
    public static Predicate<RoleModel> rolesIn(RealmModel realm) {
        ClientModel management = realm.getClientByClientId(Constants.REALM_MANAGEMENT_CLIENT_ID);
        // Only the ids are compared: reading the client of each role would cost more than everything else in a read of
        // the
        // user.
        Predicate<RoleModel> ofTheRealm = management == null
                ? role -> false
                : role -> role.isClientRole() && management.getId().equals(role.getContainerId());
        return realm.getName().equals(Config.getAdminRealm())
                ? ofTheRealm.or(Administrators::isOfTheServer)
                : ofTheRealm;
    }

    /** The ids of these roles, without the roles that are composed of them. */
    public static Stream<String> roleIdsIn(RealmModel realm) {
        boolean master = realm.getName().equals(Config.getAdminRealm());
        ClientModel management = realm.getClientByClientId(Constants.REALM_MANAGEMENT_CLIENT_ID);
        Stream<RoleModel> ofTheRealm = management == null ? Stream.empty() : management.getRolesStream();
        Stream<RoleModel> ofTheServer = !master
                ? Stream.empty()
                : Stream.concat(
                        OF_THE_SERVER.stream().map(realm::getRole).filter(Objects::nonNull),
                        realm.getClientsStream()
                                .filter(client -> client.getClientId().endsWith(AdminRoles.APP_SUFFIX))
                                .flatMap(ClientModel::getRolesStream));
        return Stream.concat(ofTheRealm, ofTheServer).map(RoleModel::getId);
    }

    private static boolean isOfTheServer(RoleModel role) {
        return role.isClientRole()
                ? ((ClientModel) role.getContainer()).getClientId().endsWith(AdminRoles.APP_SUFFIX)
                : OF_THE_SERVER.contains(role.getName());
    }
}
