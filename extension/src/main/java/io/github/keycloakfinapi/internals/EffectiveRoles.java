package io.github.keycloakfinapi.internals;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.keycloak.models.GroupModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;

/**
 * All roles of a user: direct roles, roles of groups and their parents, and composites. Keycloak's own method resolves
 * composites level by level. For the few roles of a user it is faster to go role by role, since all of them are in
 * Keycloak's cache.
 */
public record EffectiveRoles(Collection<RoleModel> roles) {

    public static EffectiveRoles of(UserModel user) {
        return of(Stream.concat(
                user.getRoleMappingsStream(), user.getGroupsStream().flatMap(EffectiveRoles::ofGroup)));
    }

    public static EffectiveRoles of(Stream<RoleModel> given) {
        Map<String, RoleModel> found = new HashMap<>();
        Deque<RoleModel> left = new ArrayDeque<>(given.toList());
        while (!left.isEmpty()) {
            RoleModel role = left.pop();
            if (found.put(role.getId(), role) == null && role.isComposite()) {
                role.getCompositesStream().forEach(left::push);
            }
        }
        return new EffectiveRoles(found.values());
    }

    /** Its roles and those of the groups above it. */
    public static Stream<RoleModel> ofGroup(GroupModel group) {
        return Stream.iterate(group, Objects::nonNull, GroupModel::getParent)
                .flatMap(GroupModel::getRoleMappingsStream);
    }

    public boolean contain(RoleModel wanted) {
        return roles.stream().anyMatch(role -> role.getId().equals(wanted.getId()));
    }

    public boolean noneMatch(Predicate<RoleModel> predicate) {
        return roles.stream().noneMatch(predicate);
    }
}
