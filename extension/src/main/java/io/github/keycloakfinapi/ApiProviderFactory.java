package io.github.keycloakfinapi;

import io.github.keycloakfinapi.clients.ImportedRealm;
import io.github.keycloakfinapi.ui.OpenApiUi;
import java.util.List;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

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

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(OpenApiUi.OPTION)
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .helpText("Whether a realm without the attribute finapi.ui has the Open API UI at api/ui.")
                .defaultValue(false)
                .add()
                .build();
    }
}
