package io.github.keycloakfinapi.compare.checks;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakfinapi.compare.wire.Request;
import java.util.LinkedHashMap;
import java.util.Map;

/** An edit of the client's configuration that is undone, whatever became of it. */
final class ConfigurationChange {
    private final Api api;
    private final JsonNode before;
    private final Map<String, Object> old = new LinkedHashMap<>();

    ConfigurationChange(Api api) {
        this.api = api;
        this.before = api.prepare(200, api.asClient(Request.get("/clientConfiguration")))
                .json();
    }

    void prepare(String field, Object value) {
        api.prepare(200, request(field, value));
    }

    /** Its answer is compared. */
    void send(Object... fields) {
        api.send(request(fields));
    }

    private Request request(Object... fields) {
        for (var i = 0; i < fields.length; i += 2) {
            var name = (String) fields[i];
            var value = before.path(name);
            if (value.isMissingNode() || value.isNull()) {
                // What has no value is a text, and an empty one removes it.
                old.put(name, "");
            } else {
                old.put(name, value);
            }
        }
        return api.asClient(Request.patch("/clientConfiguration").json(fields));
    }

    void undo() {
        // Each by itself: one that the server does not know would keep back the others.
        old.forEach((name, value) -> {
            var known = !(value instanceof String) || NULLABLE.contains(name);
            if (known) {
                api.call(api.asClient(Request.patch("/clientConfiguration").json(name, value)));
            }
        });
    }

    private static final java.util.Set<String> NULLABLE = java.util.Set.of(
            "userNotificationCallbackUrl",
            "userSynchronizationCallbackUrl",
            "finTSProductRegistrationNumber",
            "applicationName",
            "supportEmail",
            "supportSubjectDefault");
}
