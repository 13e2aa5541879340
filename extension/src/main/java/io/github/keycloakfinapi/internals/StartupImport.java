package io.github.keycloakfinapi.internals;

import io.github.keycloakfinapi.settings.RealmFileVariables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.keycloak.exportimport.ExportImportConfig;
import org.keycloak.exportimport.ImportProvider;
import org.keycloak.exportimport.Strategy;
import org.keycloak.exportimport.dir.DirImportProvider;
import org.keycloak.exportimport.dir.DirImportProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Keycloak's {@code --import-realm}, with a check of the file first: if variables of finAPI have no usable value, the import
 * fails and names each of them. Keycloak would name none, or use the placeholder as the value. If the realm already exists,
 * the variables are not needed, and the server starts. Every other import is left to Keycloak.
 */
public final class StartupImport extends DirImportProviderFactory {
    private static final Logger LOG = Logger.getLogger(StartupImport.class);

    @Override
    public ImportProvider create(KeycloakSession session, Map<String, String> config) {
        boolean atStart = ExportImportConfig.isReplacePlaceholders()
                && Strategy.IGNORE_EXISTING.toString().equals(ExportImportConfig.getStrategy());
        return ExportImportConfig.getDir()
                .filter(folder -> atStart)
                .<ImportProvider>map(folder -> new Checked(session, folder))
                .orElseGet(() -> super.create(session, config));
    }

    /** Higher than that of Keycloak's own provider of the same name. */
    @Override
    public int order() {
        return 1;
    }

    private static final class Checked extends DirImportProvider {
        private final KeycloakSession session;
        private final Path folder;

        Checked(KeycloakSession session, String folder) {
            super(session.getKeycloakSessionFactory(), Strategy.IGNORE_EXISTING);
            withDir(folder);
            this.session = session;
            this.folder = Path.of(folder);
        }

        @Override
        public void importRealm(String realm, Strategy strategy) throws IOException {
            String file = Files.readString(folder.resolve(realm + "-realm.json"));
            List<String> problems = new RealmFileVariables(file, System::getenv).problems();
            if (problems.isEmpty()) {
                super.importRealm(realm, strategy);
            } else if (isThere(realm)) {
                LOG.infof(
                        "Realm %s already exists. Import skipped. An import happens once; you can remove --import-realm (%s)",
                        realm, String.join(", ", problems));
            } else {
                throw new IllegalStateException(
                        "The realm " + realm + " is not imported: " + String.join(", ", problems) + ".");
            }
        }

        private boolean isThere(String realm) {
            return KeycloakModelUtils.runJobInTransactionWithResult(
                    session.getKeycloakSessionFactory(), own -> own.realms().getRealmByName(realm) != null);
        }
    }
}
