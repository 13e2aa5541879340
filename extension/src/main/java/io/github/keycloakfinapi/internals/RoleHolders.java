package io.github.keycloakfinapi.internals;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.keycloak.models.KeycloakSession;

/** Who holds roles: the other roles and the groups, by few queries, where Keycloak would load every role and group there is. */
public final class RoleHolders {
    private final EntityManager entities;

    public RoleHolders(KeycloakSession session) {
        entities = Database.of(session);
    }

    /** These roles, and all that are composed of them. */
    public Set<String> roles(Collection<String> ids) {
        // By the table: the entity has another form in each version.
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
