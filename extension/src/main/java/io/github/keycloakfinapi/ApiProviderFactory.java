package io.github.keycloakfinapi;

import io.github.keycloakfinapi.internals.DatabaseOutage;
import io.github.keycloakfinapi.realmimport.ImportedRealm;
import io.github.keycloakfinapi.ui.OpenApiUi;
import io.github.keycloakfinapi.warmup.WarmUp;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.common.util.Environment;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;
import org.keycloak.provider.ServerInfoAwareProviderFactory;

/** {@code {server}/realms/{realm}/api}: both versions. */
public final class ApiProviderFactory extends FinapiProviderFactory implements ServerInfoAwareProviderFactory {
    private static final Logger LOG = Logger.getLogger(ApiProviderFactory.class);
    private static final String VERSION =
            ResourceBundle.getBundle("io.github.keycloakfinapi.build").getString("version");

    private int warmUpSeconds;

    public ApiProviderFactory() {
        super("api");
    }

    @Override
    public void init(Config.Scope config) {
        warmUpSeconds = config.getInt(WarmUp.OPTION, Environment.isDevMode() ? 0 : WarmUp.DEFAULT_SECONDS);
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        LOG.infof("finAPI extension %s", VERSION);
        factory.register(event -> {
            if (event instanceof RealmModel.RealmPostCreateEvent created) {
                ImportedRealm.complete(created.getCreatedRealm());
            } else if (event instanceof PostMigrationEvent
                    && !Environment.NON_SERVER_MODE.equals(Environment.getProfile())) {
                WarmUp.run(factory, warmUpSeconds);
            }
        });
    }

    @Override
    public void close() {
        DatabaseOutage.close();
    }

    /** Shown on the console's page about providers. */
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
                .property()
                .name(WarmUp.OPTION)
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .helpText(
                        "Seconds that a node may take to warm up before it is ready; 0 switches it off. In development"
                                + " mode it is off.")
                .defaultValue(WarmUp.DEFAULT_SECONDS)
                .add()
                .build();
    }
}
