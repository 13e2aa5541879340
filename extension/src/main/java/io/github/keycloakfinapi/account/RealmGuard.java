package io.github.keycloakfinapi.account;

import io.github.keycloakfinapi.keycloak.RealmsWithRole;
import java.util.Set;
import org.keycloak.Config;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
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
public final class RealmGuard implements EventListenerProviderFactory {
    private static final Set<ResourceType> LOOKED_AT =
            Set.of(ResourceType.REALM, ResourceType.REALM_ROLE, ResourceType.REQUIRED_ACTION);

    @Override
    public EventListenerProvider create(KeycloakSession session) {
        return new Listener(session);
    }

    private record Listener(KeycloakSession session) implements EventListenerProvider {

        @Override
        public void onEvent(AdminEvent event, boolean includeRepresentation) {
            if (LOOKED_AT.contains(event.getResourceType())) {
                repairOrRefuse(event.getRealmId());
            }
        }

        /** Keycloak passes over whatever a listener throws, and the change would stand. */
        private void repairOrRefuse(String realmId) {
            try {
                repair(session.realms().getRealm(realmId));
            } catch (RuntimeException e) {
                session.getTransactionManager().setRollbackOnly();
                throw e;
            }
        }

        @Override
        public void onEvent(Event event) {
            // What users do changes no realm.
        }

        @Override
        public void close() {
            // Nothing is held.
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

    /** In every realm, whatever event listeners it names. */
    @Override
    public boolean isGlobal() {
        return true;
    }

    @Override
    public String getId() {
        return "finapi-realms";
    }

    @Override
    public void init(Config.Scope config) {
        // There is nothing to configure.
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
