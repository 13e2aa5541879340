package io.github.keycloakfinapi;

import io.github.keycloakfinapi.api.ApiResource;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** Serves the operations below {@code {server}/realms/{realm}/{id}}. */
abstract class FinapiProviderFactory implements RealmResourceProviderFactory {
    private final String id;

    FinapiProviderFactory(String id) {
        this.id = id;
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new ApiResource(session, Operations.ROUTER);
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
