package io.github.keycloakfinapi.keycloak;

import java.io.InputStream;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;

/**
 * The body of the current request. A parameter of a resource method would be the ordinary way, but a malformed {@code
 * Content-Type} would then be refused before the method is called, and end as a 500.
 */
public final class RequestBody {
    private RequestBody() {}

    public static InputStream stream() {
        return CurrentRequestManager.get().getInputStream();
    }
}
