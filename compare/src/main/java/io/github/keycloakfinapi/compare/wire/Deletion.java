package io.github.keycloakfinapi.compare.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Deletes users of a run by whatever its clients may do. */
final class Deletion {
    /** Far below what a body may have. */
    private static final int AT_ONCE = 100;

    private final Connection connection;
    private final Version version;

    Deletion(Connection connection, Version version) {
        this.connection = connection;
        this.version = version;
    }

    /** Returns the ids that are gone; none without the mandator's admin client. */
    Collection<String> byMandator(List<String> ids) {
        var gone = new TreeSet<String>();
        connection.side().mandatorAdmin().ifPresent(admin -> {
            var token = token(admin, "grant_type", "client_credentials");
            for (var from = 0; from < ids.size(); from += AT_ONCE) {
                gone.addAll(deleted(token, ids.subList(from, Math.min(ids.size(), from + AT_ONCE))));
            }
        });
        return gone;
    }

    private Collection<String> deleted(String token, List<String> ids) {
        var reply =
                send(Request.post("/mandatorAdmin/deleteUsers").bearer(token).json("userIds", ids));
        if (reply.status() != 200) {
            return Set.of();
        }
        var kept = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        reply.json().path("nonDeletedUsers").forEach(id -> kept.add(id.asText()));
        // One in neither list is unknown: a check has deleted it.
        return ids.stream().filter(id -> !kept.contains(id)).toList();
    }

    /** Whether the user is gone. */
    boolean one(String id, String password) {
        var login = login(id, password);
        if (login.status() == 200) {
            return send(Request.delete("/users").bearer(login.text("access_token")))
                            .status()
                    == 200;
        }
        var path = "/users/" + URLEncoder.encode(id, UTF_8);
        var status = send(Request.delete(path).bearer(client())).status();
        return status == 200 || status == 404;
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
