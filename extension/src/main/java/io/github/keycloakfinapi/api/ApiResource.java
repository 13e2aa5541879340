package io.github.keycloakfinapi.api;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;

/**
 * Takes every verb on every path and hands it to the entry: left to JAX-RS, an unknown path or verb would be answered in
 * Keycloak's shape.
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
        return handle(InputStream.nullInputStream());
    }

    @HEAD
    @Path(EVERY_PATH)
    public Response head() {
        return handle(InputStream.nullInputStream());
    }

    @OPTIONS
    @Path(EVERY_PATH)
    public Response options() {
        return handle(InputStream.nullInputStream());
    }

    @POST
    @Path(EVERY_PATH)
    public Response post(InputStream body) {
        return handle(body);
    }

    @PUT
    @Path(EVERY_PATH)
    public Response put(InputStream body) {
        return handle(body);
    }

    @PATCH
    @Path(EVERY_PATH)
    public Response patch(InputStream body) {
        return handle(body);
    }

    @DELETE
    @Path(EVERY_PATH)
    public Response delete() {
        return handle(InputStream.nullInputStream());
    }

    private Response handle(InputStream body) {
        return new Entry(session).handle(router, body);
    }

    @Override
    public Object getResource() {
        return this;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
