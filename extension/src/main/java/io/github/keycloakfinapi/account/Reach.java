package io.github.keycloakfinapi.account;

import io.github.keycloakfinapi.internals.Administrators;
import io.github.keycloakfinapi.internals.RoleHolders;
import java.util.Set;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;

/**
 * Whom finAPI's API reaches, as data for queries over many users. {@link FinapiUser} decides the same for one user.
 *
 * @param roles the ids of the roles that make a user finAPI's
 * @param groups the ids of the groups that do
 * @param adminRoles the ids of the roles whose holders administer Keycloak
 * @param adminGroups the ids of the groups whose members administer Keycloak
 */
public record Reach(Set<String> roles, Set<String> groups, Set<String> adminRoles, Set<String> adminGroups) {

    public static Reach of(KeycloakSession session, RealmModel realm) {
        RoleHolders holders = new RoleHolders(session);
        RoleModel ours = realm.getRole(FinapiUser.ROLE);
        Set<String> roles = ours == null ? Set.of() : holders.roles(Set.of(ours.getId()));
        Set<String> adminRoles = holders.roles(Administrators.roleIdsIn(realm).toList());
        return new Reach(roles, holders.groups(roles), adminRoles, holders.groups(adminRoles));
    }
}
