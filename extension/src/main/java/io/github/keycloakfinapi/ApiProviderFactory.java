package io.github.keycloakfinapi;

import io.github.keycloakfinapi.internals.DatabaseOutage;
import io.github.keycloakfinapi.realmimport.ImportedRealm;
import io.github.keycloakfinapi.ui.OpenApiUi;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;
import org.keycloak.provider.ServerInfoAwareProviderFactory;

/** {@code {server}/realms/{realm}/api}: both versions. */
public final class ApiProviderFactory extends FinapiProviderFactory implements ServerInfoAwareProviderFactory {
    private static final Logger LOG = Logger.getLogger(ApiProviderFactory.class);
    private static final String VERSION =
            ResourceBundle.getBundle("io.github.keycloakfinapi.build").getString("version");

    public ApiProviderFactory() {
        super("api");
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        LOG.infof("finAPI extension %s", VERSION);
        factory.register(event -> {
            if (event instanceof RealmModel.RealmPostCreateEvent created) {
                ImportedRealm.complete(created.getCreatedRealm());
            }
        });
    }

    @Override
    public void close() {
        DatabaseOutage.close();
    }

    /** On the console's page of the server's providers. */
    @Override
    public Map<String, String> getOperationalInfo() {
        return Map.of("version", VERSION);
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
