package io.github.keycloakfinapi.compare.checks;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakfinapi.compare.wire.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** An edit of the client's configuration that is undone, whatever became of it. */
final class ConfigurationChange {
    private static final List<String> PERIODS = List.of(
            "refreshTokensValidityPeriod", "userAccessTokensValidityPeriod", "clientAccessTokensValidityPeriod");
    private static final Set<String> TEXTS = Set.of(
            "userNotificationCallbackUrl",
            "userSynchronizationCallbackUrl",
            "finTSProductRegistrationNumber",
            "applicationName",
            "supportEmail",
            "supportSubjectDefault");

    private final Api api;
    private final JsonNode before;
    private final Map<String, Object> periods = new LinkedHashMap<>();
    private final Map<String, Object> others = new LinkedHashMap<>();

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
            if (before.path(name).asText().equals("XXXXX")) {
                throw new NotTried(name + " has a value that is not shown, and could not be set again");
            }
            if (name.equals("isPinStorageAvailableInWebForm")) {
                // Answers have it by its newer name.
                others.put("storeSecretsAvailableInWebForm", before.path("storeSecretsAvailableInWebForm"));
            } else if (PERIODS.contains(name)) {
                // One limits another.
                PERIODS.forEach(period -> periods.put(period, before.path(period)));
            } else if (before.path(name).isMissingNode() || before.path(name).isNull()) {
                // An empty text removes one.
                others.put(name, "");
            } else {
                others.put(name, before.path(name));
            }
        }
        return api.asClient(Request.patch("/clientConfiguration").json(fields));
    }

    void undo() {
        if (!periods.isEmpty()) {
            api.callAnyway(patch(periods));
        }
        // Each by itself: one that the server does not know would keep back the others.
        others.entrySet().stream()
                .filter(each -> !each.getValue().equals("") || TEXTS.contains(each.getKey()))
                .forEach(each -> api.callAnyway(patch(Map.of(each.getKey(), each.getValue()))));
    }

    private Request patch(Map<String, Object> fields) {
        return api.asClient(Request.patch("/clientConfiguration")
                .json(fields.entrySet().stream()
                        .flatMap(each -> Stream.of(each.getKey(), each.getValue()))
                        .toArray()));
    }
}
