package io.github.keycloakfinapi.clients;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;

/**
 * Refuses a realm whose import left a placeholder behind: Keycloak keeps {@code ${NAME}} as it stands when the variable is
 * not set, and a client secret that everybody can read in the realm file would be in force.
 */
public final class ImportedRealm {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(FINAPI_\\w+)}?");

    private ImportedRealm() {}

    /**
     * Ends the import when a variable is missing.
     *
     * @throws IllegalStateException with the variable's name
     */
    public static void requireNoPlaceholders(RealmModel realm) {
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

    private static Stream<String> values(ClientModel client) {
        Map<String, String> attributes = client.getAttributes();
        return Stream.concat(
                Stream.of(client.getClientId(), client.getSecret()),
                attributes == null ? Stream.empty() : attributes.values().stream());
    }
}
