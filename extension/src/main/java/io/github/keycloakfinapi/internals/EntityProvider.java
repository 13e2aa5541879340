package io.github.keycloakfinapi.internals;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** The extension's own tables in Keycloak's database. */
public abstract class EntityProvider implements JpaEntityProviderFactory {
    private final String id;
    private final String changelog;
    private final List<Class<?>> entities;

    /**
     * @param id its first ten letters are part of the name of the change log's table, so they must differ from those of
     *     other extensions
     * @param changelog Liquibase's, a resource of the JAR
     */
    protected EntityProvider(String id, String changelog, List<Class<?>> entities) {
        this.id = id;
        this.changelog = changelog;
        this.entities = entities;
    }

    /** Ends with its session, the factory with the server. */
    @Override
    public JpaEntityProvider create(KeycloakSession session) {
        return new JpaEntityProvider() {
            @Override
            public List<Class<?>> getEntities() {
                return entities;
            }

            @Override
            public String getChangelogLocation() {
                return changelog;
            }

            @Override
            public String getFactoryId() {
                return id;
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
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
