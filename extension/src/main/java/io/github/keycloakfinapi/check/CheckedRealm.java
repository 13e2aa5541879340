package io.github.keycloakfinapi.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakfinapi.api.Caller;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ClientScopeRepresentation;
import org.keycloak.representations.idm.ComponentExportRepresentation;
import org.keycloak.representations.idm.GroupRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.RequiredActionProviderRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.util.JsonSerialization;

/** A realm in the form of a realm file, with queries for the rules. */
record CheckedRealm(RealmRepresentation realm) {
    private static final String PROFILE_PROVIDER = "org.keycloak.userprofile.UserProfileProvider";

    /** The whole realm as JSON, for fields without a getter in all versions. */
    JsonNode json() {
        return JsonSerialization.mapper.valueToTree(realm);
    }

    /** The clients whose service account has one of finAPI's roles. */
    List<ClientRepresentation> finapiClients() {
        return Stream.concat(clientsWith(Caller.APP_ROLE), clientsWith(Caller.ADMIN_ROLE))
                .toList();
    }

    List<ClientRepresentation> appClients() {
        return clientsWith(Caller.APP_ROLE).toList();
    }

    private Stream<ClientRepresentation> clientsWith(String role) {
        Set<String> ids = list(realm.getUsers())
                .filter(user -> user.getServiceAccountClientId() != null && holds(user, role))
                .map(UserRepresentation::getServiceAccountClientId)
                .collect(Collectors.toSet());
        return list(realm.getClients()).filter(client -> ids.contains(client.getClientId()));
    }

    private boolean holds(UserRepresentation user, String role) {
        return list(user.getRealmRoles()).anyMatch(role::equals)
                || list(user.getGroups()).anyMatch(path -> groupGives(path, role));
    }

    /** The roles of a group and of its parents count. */
    private boolean groupGives(String path, String role) {
        return list(realm.getGroups())
                .flatMap(CheckedRealm::withSubGroups)
                .anyMatch(group -> list(group.getRealmRoles()).anyMatch(role::equals)
                        && (path.equals(group.getPath()) || path.startsWith(group.getPath() + "/")));
    }

    private static Stream<GroupRepresentation> withSubGroups(GroupRepresentation group) {
        return Stream.concat(Stream.of(group), list(group.getSubGroups()).flatMap(CheckedRealm::withSubGroups));
    }

    Stream<RequiredActionProviderRepresentation> requiredActions() {
        return list(realm.getRequiredActions()).filter(RequiredActionProviderRepresentation::isEnabled);
    }

    /** A realm without a list gets Keycloak's defaults. */
    boolean hasAction(String alias) {
        return realm.getRequiredActions() == null
                || requiredActions().anyMatch(action -> alias.equals(action.getAlias()));
    }

    /** The user profile; a realm without one has Keycloak's default. */
    Optional<JsonNode> userProfile() {
        List<ComponentExportRepresentation> components =
                realm.getComponents() == null ? null : realm.getComponents().getList(PROFILE_PROVIDER);
        return list(components)
                .map(component -> component.getConfig().getFirst("kc.user.profile.config"))
                .filter(Objects::nonNull)
                .findFirst()
                .map(CheckedRealm::parse);
    }

    private static JsonNode parse(String json) {
        try {
            return JsonSerialization.mapper.readTree(json);
        } catch (IOException e) {
            return JsonSerialization.mapper.createObjectNode();
        }
    }

    /** The mappers that shape the tokens of a client: its own and those of its default scopes. */
    Stream<ProtocolMapperRepresentation> mappers(ClientRepresentation client) {
        Stream<ProtocolMapperRepresentation> ofScopes = list(realm.getClientScopes())
                .filter(scope -> defaultScopes(client).contains(scope.getName()))
                .map(ClientScopeRepresentation::getProtocolMappers)
                .flatMap(CheckedRealm::list);
        return Stream.concat(list(client.getProtocolMappers()), ofScopes);
    }

    List<String> defaultScopes(ClientRepresentation client) {
        return client.getDefaultClientScopes() == null
                ? list(realm.getDefaultDefaultClientScopes()).toList()
                : client.getDefaultClientScopes();
    }

    static String attribute(ClientRepresentation client, String name) {
        Map<String, String> attributes = client.getAttributes();
        return attributes == null ? null : attributes.get(name);
    }

    static <T> Stream<T> list(List<T> list) {
        return list == null ? Stream.empty() : list.stream();
    }
}
