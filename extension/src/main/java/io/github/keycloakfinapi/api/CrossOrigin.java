package io.github.keycloakfinapi.api;

import io.github.keycloakfinapi.internals.WebOrigins;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Which web pages may call: those whose origins are among the client's web origins in Keycloak, on every path except those
 * of the token service.
 *
 * <p>Source: finAPI reference, section 7; Fetch standard, CORS protocol.
 *
 * @param origin the page's origin
 */
record CrossOrigin(KeycloakSession session, String origin) {
    private static final String ALLOWED_HEADERS = "Accept-Language, Authorization, Content-Type, PSU-Device-OS,"
            + " PSU-IP-Address, PSU-User-Agent, X-HTTP-Method-Override, X-Request-Id";

    /** The calling page, or {@code null} if the path is not for pages, or the request does not come from one. */
    static CrossOrigin of(KeycloakSession session, HttpHeaders headers, String path) {
        String origin = headers.getHeaderString("Origin");
        return origin == null || !isFor(path) ? null : new CrossOrigin(session, origin);
    }

    /** Whether answers of this path depend on the calling page. */
    static boolean isFor(String path) {
        return path.startsWith("/api/") && !path.contains("/oauth/");
    }

    /** Until the caller is known, the pages of all app clients may read the answer. */
    boolean isAllowed(ClientModel caller) {
        return caller == null ? isListedByAnAppClient() : isListedBy(caller);
    }

    Map<String, String> headers() {
        return Map.of("Access-Control-Allow-Origin", origin, "Access-Control-Expose-Headers", "X-Request-Id");
    }

    /** How long a browser may cache the answer to a preflight request, in seconds. */
    static Map<String, String> preflightHeaders() {
        return Map.of(
                "Access-Control-Allow-Methods",
                "GET, POST, PATCH, DELETE",
                "Access-Control-Allow-Headers",
                ALLOWED_HEADERS,
                "Access-Control-Max-Age",
                "3600");
    }

    /** The clients are cached, and few of them list the page; only for those the service account is read. */
    private boolean isListedByAnAppClient() {
        RealmModel realm = session.getContext().getRealm();
        return realm.getRole(Caller.APP_ROLE) != null
                && realm.getClientsStream()
                        .filter(client -> client.isEnabled() && client.isServiceAccountsEnabled() && isListedBy(client))
                        .anyMatch(client -> Caller.isAppClient(session, client));
    }

    private boolean isListedBy(ClientModel client) {
        return WebOrigins.of(session, client).stream().anyMatch(listed -> listed.equals("*") || listed.equals(origin));
    }
}
