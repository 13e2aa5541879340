package io.github.keycloakfinapi.testkit;

import com.sun.net.httpserver.HttpExchange;
import io.github.keycloakfinapi.testkit.server.ReverseProxy;
import java.io.IOException;

/** An answer of which only a part arrives: many clients silently repeat a call of which nothing does. */
final class CutConnection {

    private CutConnection() {}

    static void pass(HttpExchange call, byte[] body, ReverseProxy.Server server)
            throws IOException, InterruptedException {
        var answer = server.ask();
        answer.headers().forEach((name, values) -> call.getResponseHeaders().put(name, values));
        // At least one byte more than there will be.
        call.sendResponseHeaders(answer.status(), answer.body().length + 1);
        call.getResponseBody().write(answer.body(), 0, answer.body().length / 2);
        call.getResponseBody().flush();
    }
}
