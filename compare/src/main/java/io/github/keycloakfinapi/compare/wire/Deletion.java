package io.github.keycloakfinapi.compare.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;
import java.util.function.Consumer;

/** Deletes users of a run in every way that its clients are allowed to use. */
final class Deletion {
    /** Far fewer ids than a body may have. */
    private static final int AT_ONCE = 100;

    private final Connection connection;
    private final Version version;

    Deletion(Connection connection, Version version) {
        this.connection = connection;
        this.version = version;
    }

    /**
     * Deletes users as the mandator's admin client; without that client it deletes nobody.
     *
     * @param gone gets the ids that the server confirms as deleted
     */
    void byMandator(List<String> ids, Consumer<String> gone) {
        connection.side().mandatorAdmin().ifPresent(admin -> {
            var token = token(admin, "grant_type", "client_credentials");
            for (var from = 0; from < ids.size(); from += AT_ONCE) {
                delete(token, ids.subList(from, Math.min(ids.size(), from + AT_ONCE)), gone);
            }
        });
    }

    private void delete(String token, List<String> ids, Consumer<String> gone) {
        var reply =
                send(Request.post("/mandatorAdmin/deleteUsers").bearer(token).json("userIds", ids));
        if (reply.status() == 400 && ids.size() > 1) {
            // One id that the server does not accept would prevent the deletion of the others.
            delete(token, ids.subList(0, ids.size() / 2), gone);
            delete(token, ids.subList(ids.size() / 2, ids.size()), gone);
        } else if (reply.status() == 200) {
            reply.json().path("deletedUsers").forEach(id -> gone.accept(id.asText()));
        }
    }

    /** Whether the server itself confirms that the user is gone: a page of a proxy does not count. */
    boolean one(String id, String password) {
        var token = login(id, password).text("access_token");
        if (!token.isEmpty()) {
            return isDone(send(Request.delete("/users").bearer(token)));
        }
        var path = "/users/" + URLEncoder.encode(id, UTF_8);
        var reply = send(Request.delete(path).bearer(client()));
        return isDone(reply)
                || reply.status() == 404 && reply.json().path("errors").isArray();
    }

    private static boolean isDone(Reply reply) {
        return reply.status() == 200 && (reply.body().isBlank() || !reply.json().isMissingNode());
    }

    private Reply login(String id, String password) {
        return send(tokenRequest(
                connection.side().client(), "grant_type", "password", "username", id, "password", password));
    }

    private String client() {
        return token(connection.side().client(), "grant_type", "client_credentials");
    }

    private String token(Credentials client, String... parameters) {
        return send(tokenRequest(client, parameters)).text("access_token");
    }

    private static Request tokenRequest(Credentials client, String... parameters) {
        var form = Request.encoded(parameters) + "&"
                + Request.encoded("client_id", client.id(), "client_secret", client.secret());
        return Request.oauth("POST", "/token").body("application/x-www-form-urlencoded", form);
    }

    private Reply send(Request request) {
        return connection.sendAnyway(version, request);
    }
}
