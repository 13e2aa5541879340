package io.github.keycloakfinapi.internals;

import java.util.Set;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.utils.WebOriginsUtils;

/** The Web Origins of a client, with those that it takes from its redirect URIs. */
public final class WebOrigins {
    private WebOrigins() {}

    public static Set<String> of(KeycloakSession session, ClientModel client) {
        return WebOriginsUtils.resolveValidWebOrigins(session, client);
    }
}
