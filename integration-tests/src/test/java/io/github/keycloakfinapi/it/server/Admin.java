package io.github.keycloakfinapi.it.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakfinapi.it.http.Answer;
import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.http.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Map;
import java.util.Optional;

/** Keycloak's own Admin REST API, below one realm: how an operator sees what the extension did. */
public final class Admin {

    private final URI server;
    private final String realm;

    Admin(URI server, String realm) {
        this.server = server;
        this.realm = realm;
    }

    public Admin ofRealm(String other) {
        return new Admin(server, other);
    }

    public JsonNode get(String path) {
        return find(path).expect(200).json();
    }

    /** What may be there or not. */
    public Answer find(String path) {
        return call("GET", path).send();
    }

    public Answer post(String path, Object body) {
        return call("POST", path).json(Json.of(body)).send();
    }

    public Answer put(String path, Object body) {
        return call("PUT", path).json(Json.of(body)).send();
    }

    public Answer delete(String path) {
        return call("DELETE", path).send();
    }

    public Answer delete(String path, Object body) {
        return call("DELETE", path).json(Json.of(body)).send();
    }

    /** The user of this name, which is the id that finAPI knows. */
    public JsonNode user(String name) {
        var found = users(name);
        if (found.size() != 1) {
            throw new AssertionError("Not one user " + name + ": " + found);
        }
        return found.path(0);
    }

    private JsonNode users(String name) {
        return get("/users?exact=true&username=" + URLEncoder.encode(name, UTF_8));
    }

    /** Keycloak's own id of the user, the one that its paths have. */
    public String idOf(String name) {
        return user(name).path("id").asText();
    }

    public Optional<String> idIfExists(String name) {
        return users(name).valueStream().map(user -> user.path("id").asText()).findFirst();
    }

    public void deleteUser(String name) {
        delete("/users/" + idOf(name)).expect(204);
    }

    public void changeUser(String name, Map<String, ?> changes) {
        put("/users/" + idOf(name), changes).expect(204);
    }

    public void createRealm(Object representation) {
        Call.to("POST", URI.create(server + "/admin/realms"))
                .bearer(token())
                .json(Json.of(representation))
                .send()
                .expect(201);
    }

    /** What the server as a whole has to tell. */
    public JsonNode serverInfo() {
        return Call.to("GET", URI.create(server + "/admin/serverinfo"))
                .bearer(token())
                .send()
                .expect(200)
                .json();
    }

    public Call call(String method, String path) {
        return Call.to(method, URI.create(server + "/admin/realms/" + realm + path))
                .bearer(token());
    }

    /** A new one each time: they last a minute, a test run longer. */
    public String token() {
        return Call.to("POST", URI.create(server + "/realms/master/protocol/openid-connect/token"))
                .form(Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "admin-cli",
                        "username",
                        ServerOptions.ADMIN,
                        "password",
                        ServerOptions.ADMIN_PASSWORD))
                .send()
                .expect(200)
                .text("access_token");
    }
}
