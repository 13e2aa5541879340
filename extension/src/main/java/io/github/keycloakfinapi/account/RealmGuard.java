package io.github.keycloakfinapi.account;

import io.github.keycloakfinapi.internals.AdministrationListener;
import io.github.keycloakfinapi.internals.RealmsWithRole;
import java.util.Set;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.PostMigrationEvent;

/**
 * Keeps finAPI's realms as {@link RealmSetup} has made them, whatever way a change comes by: in the transaction that makes it,
 * and at the start, for what happened while this extension was not there.
 */
public final class RealmGuard extends AdministrationListener {
    private static final Set<ResourceType> LOOKED_AT =
            Set.of(ResourceType.REALM, ResourceType.REALM_ROLE, ResourceType.REQUIRED_ACTION);

    public RealmGuard() {
        super("finapi-realms");
    }

    @Override
    protected void heard(KeycloakSession session, AdminEvent event) {
        if (LOOKED_AT.contains(event.getResourceType())) {
            repairOrRefuse(session, event.getRealmId());
        }
    }

    /** Keycloak passes over whatever a listener throws, and the change would stand. */
    private static void repairOrRefuse(KeycloakSession session, String realmId) {
        try {
            repair(session.realms().getRealm(realmId));
        } catch (RuntimeException e) {
            session.getTransactionManager().setRollbackOnly();
            throw e;
        }
    }

    private static void repair(RealmModel realm) {
        if (realm != null && realm.getRole(FinapiUser.ROLE) != null) {
            RealmSetup.repair(realm);
        }
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof PostMigrationEvent) {
                KeycloakModelUtils.runJobInTransaction(
                        factory,
                        session -> RealmsWithRole.ids(session, FinapiUser.ROLE)
                                .forEach(id -> repair(session.realms().getRealm(id))));
            }
        });
    }
}
