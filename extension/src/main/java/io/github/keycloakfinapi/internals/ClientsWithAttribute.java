package io.github.keycloakfinapi.internals;

import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Finds clients by an attribute with one query, where Keycloak would load each client of the realm. */
public final class ClientsWithAttribute {
    private ClientsWithAttribute() {}

    /** Keycloak's own ids of the realm's clients that have this attribute, whatever its value. */
    public static List<String> ids(KeycloakSession session, RealmModel realm, String name) {
        return Database.of(session)
                .createQuery(
                        "select attribute.client.id from ClientAttributeEntity attribute"
                                + " where attribute.name = :name and attribute.client.realmId = :realm",
                        String.class)
                .setParameter("name", name)
                .setParameter("realm", realm.getId())
                .getResultList();
    }
}
