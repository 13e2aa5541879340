package io.github.keycloakfinapi.it.finapi;

import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What a server sends to its database, as far as its log tells: it must be started with {@link #LEVEL}. */
public record SqlLog(KeycloakServer keycloak) {

    public static final String LEVEL = "info,org.hibernate.SQL:debug";

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** The statements of one call, which has to succeed. */
    public List<String> of(Call call) {
        var before = mark();
        var answer = call.send();
        if (answer.status() < 200 || answer.status() > 204) {
            throw new AssertionError(answer.toString());
        }
        var statements = between(before, mark());
        // The last of them are those of the second mark.
        return statements.subList(0, statements.size() - ofAMark());
    }

    private int ofAMark() {
        return between(mark(), mark()).size();
    }

    /** Something that is to be found in the log again: Keycloak warns of a client that it does not know. */
    private String mark() {
        var name = "mark-" + UUID.randomUUID();
        FinApi.of(keycloak, Version.V2)
                .as(new Credentials(name, "none"))
                .requestClientToken()
                .expect(401);
        return name;
    }

    /** Without what the server does by itself in threads of its own. */
    private List<String> between(String before, String after) {
        return logUpTo(after)
                .lines()
                .dropWhile(line -> !line.contains(before))
                .takeWhile(line -> !line.contains(after))
                .filter(line -> line.contains("[org.hibernate.SQL]") && line.contains("(executor-thread-"))
                .map(line -> line.substring(line.indexOf(')') + 1).strip())
                .toList();
    }

    /** A container hands over its log a moment after it was written. */
    private String logUpTo(String mark) {
        var deadline = Instant.now().plus(TIMEOUT);
        var log = keycloak.log();
        while (!log.contains(mark)) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("Not in the server's log after " + TIMEOUT + ": " + mark);
            }
            log = keycloak.log();
        }
        return log;
    }
}
