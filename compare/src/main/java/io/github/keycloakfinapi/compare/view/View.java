package io.github.keycloakfinapi.compare.view;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakfinapi.compare.wire.Reply;
import io.github.keycloakfinapi.compare.wire.Request;

/** Takes from an answer the parts that a check compares. */
public final class View {
    private final Labels labels;
    private final Look look;
    private final Values values;

    public View(Labels labels, Look look) {
        this.labels = labels;
        this.look = look;
        this.values = new Values(labels, look.messages());
    }

    public void add(Observation observation, Request request, Reply reply) {
        observation.startCall(summary(request, reply));
        observation.add("status", Integer.toString(reply.status()));
        for (var name : look.headers()) {
            var value = String.join(", ", reply.headers().allValues(name));
            observation.add("header " + name, value.isEmpty() ? "(absent)" : header(name, value));
        }
        if (look.body()) {
            var json = reply.json();
            if (json.isMissingNode()) {
                observation.add("body", reply.body().isEmpty() ? "(empty)" : "(not JSON)");
            } else {
                flatten(observation, "", json);
            }
        }
    }

    /** A line for people. It shows the wording of an error even if the check does not compare it. */
    public String summary(Request request, Reply reply) {
        var json = reply.json();
        var error = json.path("errors").path(0);
        var said = error.isMissingNode()
                ? json.path("error").asText()
                : error.path("code").asText();
        var message = error.isMissingNode() ? json.path("error_description") : error.path("message");
        var text = request + " → " + reply.status() + (said.isEmpty() ? "" : " " + said);
        return labels.in(message.isTextual() ? text + " “" + message.asText() + "”" : text);
    }

    private String header(String name, String value) {
        return name.equalsIgnoreCase("WWW-Authenticate") && !look.messages()
                ? value.replaceFirst(" .*", " …")
                : labels.in(value);
    }

    private void flatten(Observation observation, String path, JsonNode node) {
        if (node.isObject() && !node.isEmpty()) {
            node.properties().forEach(each -> {
                if (path.isEmpty() && each.getKey().equals("users")) {
                    ownUsers(observation, each.getValue());
                } else {
                    flatten(observation, path + "/" + each.getKey(), each.getValue());
                }
            });
        } else if (node.isArray() && !node.isEmpty() && !path.endsWith("/corsAllowedOrigins")) {
            for (var i = 0; i < node.size(); i++) {
                flatten(observation, path + "/" + i, node.get(i));
            }
        } else {
            observation.add(path.isEmpty() ? "body" : path, values.of(path.substring(path.lastIndexOf('/') + 1), node));
        }
    }

    /** Leaves out the mandator's other users: they are private, and differ on the two sides. */
    private void ownUsers(Observation observation, JsonNode users) {
        var number = 0;
        for (var user : users) {
            if (labels.knows(user.path("userId").asText())) {
                flatten(observation, "/users/" + number++, user);
            }
        }
        if (number == 0) {
            observation.add("/users", users.isArray() ? "[no user of this check]" : users.toString());
        }
    }
}
