package io.github.keycloakfinapi.internals;

import java.util.Set;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.utils.WebOriginsUtils;

/** The web origins of a client, including those derived from its redirect URIs. */
public final class WebOrigins {
    private WebOrigins() {}

    public static Set<String> of(KeycloakSession session, ClientModel client) {
        return WebOriginsUtils.resolveValidWebOrigins(session, client);
    }
}
