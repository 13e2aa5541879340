package io.github.keycloakfinapi.account;

import io.github.keycloakfinapi.keycloak.RealmsWithRole;
import org.jboss.logging.Logger;
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
 * Keeps the required action of unverified users in force. Keycloak passes over an action that somebody has disabled or
 * deleted, and would let unverified users sign in to the realm's other applications: so it is put back in the transaction
 * that took it away, and at the start, for what happened while this extension was not there.
 */
public final class VerificationGuard implements EventListenerProviderFactory {
    private static final Logger LOG = Logger.getLogger(VerificationGuard.class);

    @Override
    public EventListenerProvider create(KeycloakSession session) {
        return new Listener(session);
    }

    private record Listener(KeycloakSession session) implements EventListenerProvider {

        @Override
        public void onEvent(AdminEvent event, boolean includeRepresentation) {
            if (event.getResourceType() == ResourceType.REQUIRED_ACTION) {
                putBack(session.realms().getRealm(event.getRealmId()));
            }
        }

        @Override
        public void onEvent(Event event) {
            // What users do changes no required action of the realm.
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    private static void putBack(RealmModel realm) {
        boolean finapi = realm != null && realm.getRole(FinapiUser.ROLE) != null;
        if (finapi && !Verification.isEnforcedIn(realm)) {
            Verification.enforceIn(realm);
            LOG.warnf(
                    "The required action %s of the realm %s is enabled again: without it unverified users could sign in."
                            + " docs/security.md says how to remove it for good",
                    Verification.ID, realm.getName());
        }
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof PostMigrationEvent) {
                KeycloakModelUtils.runJobInTransaction(
                        factory,
                        session -> RealmsWithRole.ids(session, FinapiUser.ROLE)
                                .forEach(id -> putBack(session.realms().getRealm(id))));
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
        return "finapi-verification";
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
