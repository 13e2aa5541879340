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
 * Restores what {@link RealmSetup} needs in finAPI's realms: in the transaction that changed it, however that happened, and
 * at the start, for changes that were made while the extension was not installed.
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

    /** Keycloak ignores the exceptions of listeners, so a failure must roll the change back. */
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
