package io.github.keycloakfinapi.realmimport;

import io.github.keycloakfinapi.account.RealmSetup;
import io.github.keycloakfinapi.api.Caller;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;

/** Completes or refuses the import of a realm file. */
public final class ImportedRealm {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(FINAPI_\\w+)}?");

    private static final String DATA_DECRYPTION_KEY = "finapi.data-decryption-key";

    private ImportedRealm() {}

    /**
     * Completes a new finAPI realm, or ends its import if a variable is missing.
     *
     * @throws IllegalStateException with the variable's name
     */
    public static void complete(RealmModel realm) {
        requireVariables(realm);
        if (realm.getRole(Caller.APP_ROLE) != null) {
            // The realm file would have to list all required actions, and these differ between versions.
            RealmSetup.complete(realm);
        }
    }

    /**
     * If a variable is not set, Keycloak leaves {@code ${NAME}} in place, and a public text would become the client secret.
     */
    private static void requireVariables(RealmModel realm) {
        realm.getClientsStream().forEach(ImportedRealm::requireSecret);
        Stream<String> realmValues = Stream.concat(Stream.of(realm.getName()), realm.getAttributes().values().stream());
        Stream<String> clientValues = realm.getClientsStream().flatMap(ImportedRealm::values);
        Stream.concat(realmValues, clientValues)
                .filter(value -> value != null)
                .map(PLACEHOLDER::matcher)
                .filter(Matcher::find)
                .findFirst()
                .ifPresent(placeholder -> {
                    throw new IllegalStateException("The realm is not imported: the environment variable "
                            + placeholder.group(1) + " is not set.");
                });
    }

    /** As after copying an environment file without filling it in. */
    private static void requireSecret(ClientModel client) {
        boolean finapi = client.getAttribute(DATA_DECRYPTION_KEY) != null;
        if (finapi && (client.getSecret() == null || client.getSecret().isBlank())) {
            throw new IllegalStateException("The realm is not imported: the client " + client.getClientId()
                    + " has no secret; the environment variable "
                    + (client.isDirectAccessGrantsEnabled() ? "FINAPI_CLIENT_SECRET" : "FINAPI_ADMIN_CLIENT_SECRET")
                    + " is empty.");
        }
    }

    private static Stream<String> values(ClientModel client) {
        Map<String, String> attributes = client.getAttributes();
        return Stream.concat(
                Stream.of(client.getClientId(), client.getSecret()),
                attributes == null ? Stream.empty() : attributes.values().stream());
    }
}
