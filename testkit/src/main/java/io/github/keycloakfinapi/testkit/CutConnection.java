package io.github.keycloakfinapi.testkit;

import com.sun.net.httpserver.HttpExchange;
import io.github.keycloakfinapi.testkit.server.ReverseProxy.Response;
import io.github.keycloakfinapi.testkit.server.ReverseProxy.Server;
import java.io.IOException;

/** Only a part of the answer arrives: if nothing did, many clients would silently repeat the call. */
record CutConnection() implements Fault {

    @Override
    public Response answer(HttpExchange call, Server server) throws IOException, InterruptedException {
        return server.ask();
    }

    @Override
    public void send(Response answer, HttpExchange call) throws IOException {
        answer.headers().forEach((name, values) -> call.getResponseHeaders().put(name, values));
        // At least one byte more than there will be.
        call.sendResponseHeaders(answer.status(), answer.body().length + 1);
        call.getResponseBody().write(answer.body(), 0, answer.body().length / 2);
        call.getResponseBody().flush();
    }

    @Override
    public String toString() {
        return "cutNextConnection()";
    }
}
