package io.github.keycloakfinapi.internals;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.keycloak.models.KeycloakSession;

/**
 * The composite roles and groups that contain given roles, found by a few queries. Keycloak would load every role and group.
 */
public final class RoleHolders {
    private final EntityManager entities;

    public RoleHolders(KeycloakSession session) {
        entities = Database.of(session);
    }

    /** These roles, and all composites that contain them. */
    public Set<String> roles(Collection<String> ids) {
        // A native query, because the entity differs between versions.
        return closure(
                ids,
                some -> entities.createNativeQuery(
                                "select COMPOSITE from {h-schema}COMPOSITE_ROLE where CHILD_ROLE in (:ids)",
                                String.class)
                        .setParameter("ids", some));
    }

    /** The groups that have one of the roles, and all below them. */
    public Set<String> groups(Collection<String> roles) {
        List<String> having = roles.isEmpty()
                ? List.of()
                : entities.createQuery(
                                "select mapping.group.id from GroupRoleMappingEntity mapping where mapping.roleId in (:ids)",
                                String.class)
                        .setParameter("ids", roles)
                        .getResultList();
        return closure(
                having,
                some -> entities.createQuery(
                                "select child.id from GroupEntity child where child.parentId in (:ids)", String.class)
                        .setParameter("ids", some));
    }

    @SuppressWarnings("unchecked")
    private static Set<String> closure(Collection<String> ids, Function<Collection<String>, Query> next) {
        Set<String> found = new HashSet<>(ids);
        Collection<String> latest = ids;
        while (!latest.isEmpty()) {
            latest = ((List<String>) next.apply(latest).getResultList())
                    .stream().filter(found::add).toList();
        }
        return found;
    }
}
