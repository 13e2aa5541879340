package io.github.keycloakfinapi.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import io.github.keycloakfinapi.testkit.server.ReverseProxy.Response;
import io.github.keycloakfinapi.testkit.server.ReverseProxy.Server;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An error of what stands between an application and finAPI: it is not finAPI's, so its body is a page. */
record GatewayAnswer(int status) implements Fault {

    static final Map<Integer, String> REASONS =
            new TreeMap<>(Map.of(429, "Too Many Requests", 502, "Bad Gateway", 504, "Gateway Time-out"));

    @Override
    public Response answer(HttpExchange call, Server server) {
        var headers = new TreeMap<>(Map.of("Content-Type", List.of("text/html")));
        if (status == 429) {
            headers.put("Retry-After", List.of("1"));
        }
        var title = status + " " + REASONS.get(status);
        var page = "<html><head><title>" + title + "</title></head><body><h1>" + title + "</h1></body></html>";
        return new Response(status, headers, page.getBytes(UTF_8));
    }

    @Override
    public String toString() {
        return "failNext(" + status + ")";
    }
}
