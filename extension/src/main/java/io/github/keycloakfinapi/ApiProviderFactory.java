package io.github.keycloakfinapi;

import io.github.keycloakfinapi.clients.ImportedRealm;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;

/** {@code {server}/realms/{realm}/api}: both versions. */
public final class ApiProviderFactory extends FinapiProviderFactory {

    public ApiProviderFactory() {
        super("api");
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof RealmModel.RealmPostCreateEvent created) {
                ImportedRealm.complete(created.getCreatedRealm());
            }
        });
    }
}
