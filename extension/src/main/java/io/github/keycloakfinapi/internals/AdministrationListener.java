package io.github.keycloakfinapi.internals;

import org.keycloak.Config;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** A global listener: it gets the admin events of every realm, no matter which listeners the realm has configured. */
public abstract class AdministrationListener implements EventListenerProviderFactory {
    private final String id;

    protected AdministrationListener(String id) {
        this.id = id;
    }

    /** Called in the transaction of the change. Keycloak ignores exceptions from here. */
    protected abstract void heard(KeycloakSession session, AdminEvent event);

    /** Called for user events; does nothing unless overridden. */
    protected void heard(KeycloakSession session, Event event) {
        // Users administer nothing.
    }

    @Override
    public EventListenerProvider create(KeycloakSession session) {
        return new EventListenerProvider() {
            @Override
            public void onEvent(AdminEvent event, boolean includeRepresentation) {
                heard(session, event);
            }

            @Override
            public void onEvent(Event event) {
                heard(session, event);
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
    }

    @Override
    public boolean isGlobal() {
        return true;
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public void init(Config.Scope config) {
        // There is nothing to configure.
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // There is nothing to prepare.
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
