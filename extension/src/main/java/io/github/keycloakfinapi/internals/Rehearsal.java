package io.github.keycloakfinapi.internals;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.keycloak.OAuth2Constants;
import org.keycloak.common.ClientConnection;
import org.keycloak.events.EventBuilder;
import org.keycloak.http.HttpRequest;
import org.keycloak.http.HttpResponse;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.protocol.oidc.endpoints.TokenEndpoint;

/**
 * Simulated token requests: Keycloak's own token endpoint processes them, and they leave no trace. Their transaction is rolled back, and
 * they create no event.
 */
public final class Rehearsal {
    private static final URI SERVER = URI.create("https://localhost/");

    private Rehearsal() {}

    /** Issues a token to the client. */
    public static void ofClientToken(KeycloakSessionFactory factory, String realmId, String clientId) {
        run(factory, realmId, clientId, Map.of(OAuth2Constants.GRANT_TYPE, OAuth2Constants.CLIENT_CREDENTIALS));
    }

    /** Refuses the login of an unknown user. Keycloak hashes the password as if the user existed. */
    public static void ofRefusedLogin(KeycloakSessionFactory factory, String realmId, String clientId) {
        run(
                factory,
                realmId,
                clientId,
                Map.of(OAuth2Constants.GRANT_TYPE, OAuth2Constants.PASSWORD, "username", "nobody", "password", "none"));
    }

    private static void run(
            KeycloakSessionFactory factory, String realmId, String clientId, Map<String, String> parameters) {
        KeycloakModelUtils.runJobInTransaction(factory, session -> {
            try {
                run(session, session.realms().getRealm(realmId), clientId, parameters);
            } finally {
                session.getTransactionManager().setRollbackOnly();
            }
        });
    }

    private static void run(
            KeycloakSession session, RealmModel realm, String clientId, Map<String, String> parameters) {
        ClientModel client = realm.getClientById(clientId);
        MultivaluedMap<String, String> form = new MultivaluedHashMap<>(parameters);
        form.putSingle(OAuth2Constants.CLIENT_ID, client.getClientId());
        form.putSingle(OAuth2Constants.CLIENT_SECRET, client.getSecret());
        session.getContext().setRealm(realm);
        session.getContext()
                .setConnection(answering(
                        ClientConnection.class, method -> method.endsWith("Port") ? (Object) 0 : SERVER.getHost()));
        session.getContext().setHttpRequest(request(form));
        session.getContext()
                .setHttpResponse(answering(HttpResponse.class, method -> method.equals("getStatus") ? 200 : null));
        // Even if the realm has a user with this name or email.
        KeycloakSession view =
                SessionView.of(session).withUserByName(name -> null).session();
        new TokenEndpoint(view, new TokenManager(), new NoEvents(realm, session)).processGrantRequest();
    }

    private static HttpRequest request(MultivaluedMap<String, String> form) {
        UriInfo uri = answering(UriInfo.class, method -> switch (method) {
            case "getBaseUri", "getRequestUri", "getAbsolutePath" -> SERVER;
            case "getBaseUriBuilder", "getRequestUriBuilder", "getAbsolutePathBuilder" -> UriBuilder.fromUri(SERVER);
            case "getQueryParameters", "getPathParameters" -> new MultivaluedHashMap<>();
            case "getPath" -> SERVER.getPath();
            default -> null;
        });
        HttpHeaders headers = answering(HttpHeaders.class, method -> switch (method) {
            case "getMediaType" -> MediaType.APPLICATION_FORM_URLENCODED_TYPE;
            case "getRequestHeaders" -> new MultivaluedHashMap<>();
            case "getRequestHeader" -> List.of();
            case "getCookies" -> Map.of();
            default -> null;
        });
        return answering(HttpRequest.class, method -> switch (method) {
            case "getHttpMethod" -> "POST";
            case "getDecodedFormParameters" -> form;
            case "getHttpHeaders" -> headers;
            case "getUri" -> uri;
            case "isProxyTrusted" -> false;
            default -> null;
        });
    }

    private static <T> T answering(Class<T> type, Function<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.apply(method.getName())));
    }

    private static final class NoEvents extends EventBuilder {
        private final RealmModel realm;
        private final KeycloakSession session;

        NoEvents(RealmModel realm, KeycloakSession session) {
            super(realm, session);
            this.realm = realm;
            this.session = session;
        }

        @Override
        public void success() {
            // No request was sent.
        }

        @Override
        public void error(String error) {
            // No request was sent.
        }

        @Override
        public EventBuilder clone() {
            return new NoEvents(realm, session);
        }
    }
}
