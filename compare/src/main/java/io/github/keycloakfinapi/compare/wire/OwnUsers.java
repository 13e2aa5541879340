package io.github.keycloakfinapi.compare.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The users that a run has created on one side. It may delete only these. */
public final class OwnUsers {

    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** @param password the current one */
    private record Own(Version version, String password) {}

    /** By id. Ids are compared without case. */
    private final Map<String, Own> users = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private boolean believesNewIds;

    /** From now on counts ids that the server chooses as the run's own: somebody has allowed requests without an id. */
    public synchronized void believeNewIds() {
        believesNewIds = true;
    }

    /**
     * Remembers the user before the request is sent, since the answer may be lost. It uses the id in the request, since an
     * answer could name anybody.
     *
     * @return whether the user is new to the run
     */
    synchronized boolean expect(Version version, Request request) {
        var id = sent(request, "id").asText("");
        return !id.isEmpty()
                && users.putIfAbsent(
                                id, new Own(version, sent(request, "password").asText("")))
                        == null;
    }

    synchronized void created(Version version, Request request, Reply reply) {
        var id = sent(request, "id").asText("");
        var shown = reply.text("password");
        var password = shown.isEmpty() || shown.equals("XXXXX")
                ? sent(request, "password").asText("")
                : shown;
        if (!id.isEmpty()) {
            users.put(id, new Own(version, password));
        } else if (believesNewIds && !reply.text("id").isEmpty()) {
            users.put(reply.text("id"), new Own(version, password));
        }
    }

    synchronized void refused(Request request) {
        users.remove(sent(request, "id").asText(""));
    }

    private static JsonNode sent(Request request, String field) {
        return Json.read(request.body() == null ? "" : request.body()).path(field);
    }

    public synchronized void changePassword(String id, String password) {
        users.computeIfPresent(id, (same, own) -> new Own(own.version(), password));
    }

    public synchronized Collection<String> ids() {
        return List.copyOf(users.keySet());
    }

    /** Takes two minutes at most, and returns the ids of users that may still exist. */
    public synchronized Collection<String> deleteAll(Connection connection) {
        connection.endAfter(LONGEST);
        for (var version : Version.values()) {
            delete(connection, version);
        }
        return ids();
    }

    private void delete(Connection connection, Version version) {
        var ids = users.entrySet().stream()
                .filter(each -> each.getValue().version() == version)
                .map(Map.Entry::getKey)
                .toList();
        if (ids.isEmpty()) {
            return;
        }
        var deletion = new Deletion(connection, version);
        attempt(() -> deletion.byMandator(ids, users::remove));
        for (var id : ids) {
            attempt(() -> {
                var own = users.get(id);
                if (own != null && deletion.one(id, own.password())) {
                    users.remove(id);
                }
            });
        }
    }

    private static void attempt(Runnable deletion) {
        try {
            deletion.run();
        } catch (RuntimeException e) {
            // Users that remain are named at the end; the others may still be deleted.
            return;
        }
    }
}
