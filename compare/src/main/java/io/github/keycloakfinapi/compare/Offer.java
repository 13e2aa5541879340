package io.github.keycloakfinapi.compare;

import io.github.keycloakfinapi.compare.checks.Caller;
import io.github.keycloakfinapi.compare.checks.Operation;
import io.github.keycloakfinapi.compare.wire.Credentials;
import io.github.keycloakfinapi.compare.wire.Reply;
import io.github.keycloakfinapi.compare.wire.Request;
import io.github.keycloakfinapi.compare.wire.SideDoesNotAnswer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What a side offers: whether it has the version, and which of its operations. */
final class Offer {
    private final Caller caller;
    private final Map<Operation, Optional<String>> missing = new EnumMap<>(Operation.class);
    private final Optional<String> versionIsMissing;

    /** @throws SideDoesNotAnswer if the side does not answer, or refuses the credentials */
    Offer(Caller caller) {
        this.caller = caller;
        this.versionIsMissing = version();
    }

    /** Why the side does not have the operation; empty if it does. */
    Optional<String> missing(Operation operation) {
        return versionIsMissing.or(() -> missing.computeIfAbsent(operation, this::ask));
    }

    private Optional<String> version() {
        var side = caller.connection().side();
        var token = token(side.client());
        if (isAbsent(token) || token.status() == 403) {
            return Optional.of("token: " + token.status());
        }
        requireCredentials(token, "the app client's credentials");
        if (side.mandatorAdmin().isPresent()) {
            requireCredentials(token(side.mandatorAdmin().get()), "the admin client's credentials");
        }
        var answer = send(Request.get("/users/verificationStatus?userId=nobody").bearer(token.text("access_token")));
        requireKnown(answer);
        return answer.status() == 403
                ? Optional.of(caller.version() + ": 403 "
                        + answer.json().path("errors").path(0).path("message").asText())
                : Optional.empty();
    }

    private Reply token(Credentials client) {
        return send(Request.oauth("POST", "/token")
                .form("grant_type", "client_credentials", "client_id", client.id(), "client_secret", client.secret()));
    }

    private void requireCredentials(Reply reply, String what) {
        if (reply.status() != 200) {
            throw new SideDoesNotAnswer(caller.connection().side(), what + " are answered with " + reply.status());
        }
    }

    private void requireKnown(Reply reply) {
        if (reply.status() == 401) {
            throw new SideDoesNotAnswer(
                    caller.connection().side(),
                    "it does not know its own token: is this the address where it gave it?");
        }
    }

    private Optional<String> ask(Operation operation) {
        if (operation == Operation.GENERAL) {
            return Optional.empty();
        }
        var reply = send(operation.probe());
        return isAbsent(reply) ? Optional.of(operation.probe() + " → " + reply.status()) : Optional.empty();
    }

    private static boolean isAbsent(Reply reply) {
        return reply.status() == 404 || reply.status() == 405 || reply.status() == 501;
    }

    private Reply send(Request request) {
        return caller.connection().send(caller.version(), request);
    }
}
