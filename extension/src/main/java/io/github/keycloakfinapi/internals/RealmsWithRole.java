package io.github.keycloakfinapi.internals;

import jakarta.persistence.EntityManager;
import java.util.List;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/** Finds realms by a role with one query, where Keycloak would load each of them. */
public final class RealmsWithRole {
    private RealmsWithRole() {}

    /** The ids of the realms that have a realm role of this name. */
    public static List<String> ids(KeycloakSession session, String role) {
        EntityManager entities =
                session.getProvider(JpaConnectionProvider.class).getEntityManager();
        return entities.createQuery(
                        "select role.realmId from RoleEntity role where role.clientRole = false and role.name = :name",
                        String.class)
                .setParameter("name", role)
                .getResultList();
    }
}
