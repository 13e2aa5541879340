package io.github.keycloakfinapi.compare.wire;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The users that a run has made on one side: only they may be deleted. */
public final class OwnUsers {

    /** @param password the one it has now */
    private record Own(Version version, String password) {}

    private final Map<String, Own> users = new LinkedHashMap<>();

    synchronized void add(Version version, Reply created, Request request) {
        var shown = created.text("password");
        var sent = Json.read(request.body() == null ? "" : request.body())
                .path("password")
                .asText();
        users.put(created.text("id"), new Own(version, shown.isEmpty() || shown.equals("XXXXX") ? sent : shown));
    }

    public synchronized void changePassword(String id, String password) {
        users.computeIfPresent(id, (same, own) -> new Own(own.version(), password));
    }

    public synchronized Collection<String> ids() {
        return List.copyOf(users.keySet());
    }

    /** Returns the ids of those that are still there. */
    public synchronized Collection<String> deleteAll(Connection connection) {
        for (var version : Version.values()) {
            try {
                delete(connection, version);
            } catch (SideDoesNotAnswer e) {
                return ids();
            }
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
        deletion.byMandator(ids).forEach(users::remove);
        for (var id : ids) {
            var own = users.get(id);
            if (own != null && deletion.one(id, own.password())) {
                users.remove(id);
            }
        }
    }
}
