package io.github.keycloakfinapi.compare.checks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.keycloakfinapi.compare.view.Printable;
import io.github.keycloakfinapi.compare.wire.Request;
import io.github.keycloakfinapi.compare.wire.SideDoesNotAnswer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An edit of the client's configuration. It is undone whatever its result was. Then the configuration is read, to see whether
 * it is as before.
 */
final class ConfigurationChange {
    private static final List<String> PERIODS = List.of(
            "refreshTokensValidityPeriod", "userAccessTokensValidityPeriod", "clientAccessTokensValidityPeriod");
    /** A field that no server has. */
    private static final String UNKNOWN = "colour";

    private static final Set<String> TEXTS = Set.of(
            "userNotificationCallbackUrl",
            "userSynchronizationCallbackUrl",
            "finTSProductRegistrationNumber",
            "applicationName",
            "supportEmail",
            "supportSubjectDefault");

    private static final int ATTEMPTS = 3;

    private final Api api;
    private final JsonNode before;
    private final Map<String, JsonNode> periods = new LinkedHashMap<>();
    private final Map<String, JsonNode> others = new LinkedHashMap<>();
    private String token;

    ConfigurationChange(Api api) {
        this.api = api;
        this.before = api.prepare(200, api.asClient(configuration())).json();
        this.token = api.client();
    }

    private static Request configuration() {
        return Request.get("/clientConfiguration");
    }

    void prepare(String field, Object value) {
        api.prepare(200, request(field, value));
    }

    /** Sends an edit whose answer is compared. */
    void send(Object... fields) {
        api.send(request(fields));
    }

    private Request request(Object... fields) {
        for (var i = 0; i < fields.length; i += 2) {
            remember((String) fields[i]);
        }
        return patch(fields).bearer(api.client());
    }

    private void remember(String sent) {
        // Answers show this field by its newer name.
        var name = sent.equals("isPinStorageAvailableInWebForm") ? "storeSecretsAvailableInWebForm" : sent;
        var value = before.path(name);
        if (value.asText().equals("XXXXX")) {
            throw new NotTried(name + " has a value that is not shown, and could not be set again");
        }
        if (name.equals(UNKNOWN)) {
            return;
        }
        if (isEmpty(value) && !TEXTS.contains(name)) {
            throw new NotTried(name + " is not shown, and could not be set again");
        }
        if (PERIODS.contains(name)) {
            // Keep all of them, since one period limits another.
            PERIODS.stream()
                    .filter(period -> !isEmpty(before.path(period)))
                    .forEach(period -> periods.put(period, before.path(period)));
        } else {
            // An empty text removes a value.
            others.put(name, isEmpty(value) ? TextNode.valueOf("") : value);
        }
    }

    /** @throws SideDoesNotAnswer if a field does not have its former value again; then the former values are printed */
    void undo() {
        if (periods.isEmpty() && others.isEmpty()) {
            return;
        }
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (isUndone()) {
                return;
            }
        }
        var all = new LinkedHashMap<>(periods);
        all.putAll(others);
        System.err.println(
                "compare: the client's configuration may not be as it was before: " + Printable.of(all.toString()));
        throw new SideDoesNotAnswer(
                api.caller.connection().side(),
                "the client's configuration could not be changed back: " + all.keySet());
    }

    private boolean isUndone() {
        try {
            if (!periods.isEmpty()) {
                api.callAnyway(patch(inTurn(periods)).bearer(token));
            }
            // Each field in its own call: one that the server refuses must not prevent the others.
            others.forEach((name, value) -> api.callAnyway(patch(name, value).bearer(token)));
            var now = api.callAnyway(configuration().bearer(token));
            if (now.status() == 200 && isAsBefore(now.json())) {
                return true;
            }
            // The token may be the reason for the failure.
            token = api.callAnyway(api.token("grant_type", "client_credentials"))
                    .text("access_token");
            return false;
        } catch (SideDoesNotAnswer e) {
            return false;
        }
    }

    private boolean isAsBefore(JsonNode now) {
        return Stream.concat(periods.keySet().stream(), others.keySet().stream())
                .allMatch(name -> now.path(name).equals(before.path(name))
                        || isEmpty(now.path(name)) && isEmpty(before.path(name)));
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || value.isTextual() && value.asText().isEmpty();
    }

    private static Request patch(Object... fields) {
        return Request.patch("/clientConfiguration").json(fields);
    }

    private static Object[] inTurn(Map<String, JsonNode> fields) {
        return fields.entrySet().stream()
                .flatMap(each -> Stream.of(each.getKey(), each.getValue()))
                .toArray();
    }
}
