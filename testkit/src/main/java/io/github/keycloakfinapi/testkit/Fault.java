package io.github.keycloakfinapi.testkit;

import com.sun.net.httpserver.HttpExchange;
import io.github.keycloakfinapi.testkit.server.ReverseProxy.Response;
import io.github.keycloakfinapi.testkit.server.ReverseProxy.Server;
import java.io.IOException;

/** What becomes of a call of the application. */
interface Fault {

    Fault NONE = (call, server) -> server.ask();

    Response answer(HttpExchange call, Server server) throws IOException, InterruptedException;

    default void send(Response answer, HttpExchange call) throws IOException {
        answer.sendTo(call);
    }
}
