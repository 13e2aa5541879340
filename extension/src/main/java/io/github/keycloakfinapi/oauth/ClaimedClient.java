package io.github.keycloakfinapi.oauth;

import io.github.keycloakfinapi.api.ApiRequest;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.OAuth2Constants;
import org.keycloak.util.BasicAuthHelper;

/** The client that a token request claims to come from. */
final class ClaimedClient {
    private ClaimedClient() {}

    /** Whether this can be a client id. PostgreSQL refuses to search for certain characters. */
    static boolean canExist(ApiRequest request, MultivaluedMap<String, String> parameters) {
        try {
            return Stream.concat(
                            inHeader(request.authorization()),
                            parameters.getOrDefault(OAuth2Constants.CLIENT_ID, List.of()).stream())
                    .allMatch(id -> id.chars().noneMatch(Character::isISOControl));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    /** The secret that it shows, where Keycloak looks for it: in the parameters, even with another one in the header. */
    static Optional<String> secret(ApiRequest request, MultivaluedMap<String, String> parameters) {
        String[] idAndSecret = parse(request.authorization());
        String inHeader = idAndSecret == null ? null : idAndSecret[1];
        return Optional.ofNullable(
                        parameters.containsKey(OAuth2Constants.CLIENT_SECRET)
                                ? parameters.getFirst(OAuth2Constants.CLIENT_SECRET)
                                : inHeader)
                .filter(secret -> !secret.isEmpty());
    }

    private static Stream<String> inHeader(String authorization) {
        String[] idAndSecret = parse(authorization);
        return idAndSecret == null ? Stream.empty() : Stream.of(idAndSecret[0]);
    }

    private static String[] parse(String authorization) {
        return authorization == null ? null : BasicAuthHelper.RFC6749.parseHeader(authorization);
    }
}
