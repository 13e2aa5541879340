package io.github.keycloakfinapi.api;

import io.github.keycloakfinapi.internals.Database;
import io.github.keycloakfinapi.internals.RequestBody;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;

/**
 * Passes every method on every path to the entry. If JAX-RS did the routing, an unknown path or method would be answered in
 * Keycloak's format.
 */
public final class ApiResource implements RealmResourceProvider {
    private static final String EVERY_PATH = "{path:.*}";

    private final KeycloakSession session;
    private final Router router;

    public ApiResource(KeycloakSession session, Router router) {
        this.session = session;
        this.router = router;
    }

    @GET
    @Path(EVERY_PATH)
    public Response get() {
        return handle();
    }

    @HEAD
    @Path(EVERY_PATH)
    public Response head() {
        return handle();
    }

    @OPTIONS
    @Path(EVERY_PATH)
    public Response options() {
        return handle();
    }

    @POST
    @Path(EVERY_PATH)
    public Response post() {
        return handle();
    }

    @PUT
    @Path(EVERY_PATH)
    public Response put() {
        return handle();
    }

    @PATCH
    @Path(EVERY_PATH)
    public Response patch() {
        return handle();
    }

    @DELETE
    @Path(EVERY_PATH)
    public Response delete() {
        return handle();
    }

    private Response handle() {
        return Database.withStatementLimit(session.getKeycloakSessionFactory(), () -> new Entry(session).serve(router));
    }

    @Override
    public Object getResource() {
        RequestBody.claim();
        return this;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
