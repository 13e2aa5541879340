package io.github.keycloakfinapi.internals;

import io.github.keycloakfinapi.memory.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.keycloak.TokenCategory;
import org.keycloak.crypto.KeyUse;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.ProtocolMapper;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.representations.idm.ClientPoliciesRepresentation;
import org.keycloak.representations.idm.ClientPolicyRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyException;

/** Everything that determines a client token except its id and times: if it is unchanged, so is the token. */
public final class TokenIngredients {
    /** Parts of the names of mapper types whose result cannot be predicted: scripts, and memberships in other tables. */
    private static final List<String> UNKNOWN = List.of("script", "organization");

    private final Digest digest = new Digest();

    private TokenIngredients() {}

    /**
     * A digest of them. Empty if they cannot be known: client policies may decide by each request, and mappers that are
     * neither Keycloak's nor ours can do anything.
     */
    public static Optional<String> of(KeycloakSession session, ClientModel client, UserModel serviceAccount) {
        List<ClientScopeModel> scopes = TokenManager.getRequestedClientScopes(session, null, client, serviceAccount)
                .toList();
        List<ProtocolMapperModel> mappers = scopes.stream()
                .flatMap(ClientScopeModel::getProtocolMappersStream)
                .toList();
        if (hasPolicies(session) || !mappers.stream().allMatch(mapper -> isKnown(session, mapper))) {
            return Optional.empty();
        }
        TokenIngredients its = new TokenIngredients();
        its.addRealm(session);
        its.addClient(client);
        scopes.forEach(scope -> its.add(scope.getId(), scope.getName(), sorted(scope.getAttributes())));
        mappers.forEach(its::addMapper);
        its.addUser(serviceAccount);
        its.addRoles(EffectiveRoles.of(scopes.stream().flatMap(ClientScopeModel::getScopeMappingsStream)));
        its.addRoles(EffectiveRoles.of(serviceAccount));
        return Optional.of(its.digest.hex());
    }

    private static boolean hasPolicies(KeycloakSession session) {
        try {
            ClientPoliciesRepresentation policies = session.clientPolicy()
                    .getClientPolicies(session.getContext().getRealm(), true);
            return Stream.of(policies.getPolicies(), policies.getGlobalPolicies())
                    .filter(Objects::nonNull)
                    .flatMap(Collection::stream)
                    .map(ClientPolicyRepresentation::isEnabled)
                    .anyMatch(Boolean.TRUE::equals);
        } catch (ClientPolicyException misspelt) {
            return true;
        }
    }

    private static boolean isKnown(KeycloakSession session, ProtocolMapperModel mapper) {
        String type = mapper.getProtocolMapper();
        ProviderFactory<ProtocolMapper> factory =
                session.getKeycloakSessionFactory().getProviderFactory(ProtocolMapper.class, type);
        return factory == null
                || type.equals(TokenResponseMapper.ID)
                || factory.getClass().getName().startsWith("org.keycloak.")
                        && UNKNOWN.stream().noneMatch(type::contains);
    }

    private void addRealm(KeycloakSession session) {
        KeycloakContext context = session.getContext();
        RealmModel realm = context.getRealm();
        String algorithm = session.tokens().signatureAlgorithm(TokenCategory.ACCESS);
        add(
                context.getUri().getBaseUri(),
                realm.getName(),
                algorithm,
                session.keys().getActiveKey(realm, KeyUse.SIG, algorithm).getKid(),
                sorted(realm.getAttributes()),
                // Session notes that come from the request, which a mapper may show.
                context.getConnection().getRemoteHost());
    }

    private void addClient(ClientModel client) {
        add(
                client.getClientId(),
                client.getName(),
                client.getRootUrl(),
                client.isFullScopeAllowed(),
                client.isServiceAccountsEnabled(),
                Lifetimes.of(client),
                sorted(client.getAttributes()));
        addAll(client.getWebOrigins().stream());
        addAll(client.getRedirectUris().stream());
    }

    private void addMapper(ProtocolMapperModel mapper) {
        add(mapper.getId(), mapper.getName(), mapper.getProtocolMapper(), sorted(mapper.getConfig()));
    }

    private void addUser(UserModel user) {
        add(user.getId(), user.getUsername(), user.isEmailVerified(), sorted(user.getAttributes()));
        addAll(user.getGroupsStream()
                .flatMap(group -> Stream.iterate(group, Objects::nonNull, GroupModel::getParent))
                .map(group -> group.getId() + group.getName() + sorted(group.getAttributes())));
    }

    private void addRoles(EffectiveRoles roles) {
        addAll(roles.roles().stream().map(role -> role.getId() + role.getName() + owner(role)));
    }

    private static String owner(RoleModel role) {
        return role.getContainer() instanceof ClientModel client ? client.getClientId() : "";
    }

    private void addAll(Stream<String> things) {
        add(things.sorted().toList());
    }

    private static Map<String, Object> sorted(Map<String, ?> map) {
        return map == null ? Map.of() : new TreeMap<>(map);
    }

    private void add(Object... things) {
        for (Object thing : things) {
            digest.add((thing + "\0").getBytes(StandardCharsets.UTF_8));
        }
    }
}
