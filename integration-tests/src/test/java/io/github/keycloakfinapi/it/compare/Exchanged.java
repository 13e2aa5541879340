package io.github.keycloakfinapi.it.compare;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.keycloakfinapi.testkit.server.ReverseProxy;
import java.net.InetAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A request, and what its caller is answered. A text has a character for each byte, so that it becomes the same bytes again.
 *
 * @param headers may be changed
 */
record Exchanged(String uri, String request, int status, Map<String, List<String>> headers, String body) {

    /** One that gives other answers than the server. */
    static ReverseProxy proxy(URI server, UnaryOperator<Exchanged> change) {
        return new ReverseProxy(
                InetAddress.getLoopbackAddress(), server, UnaryOperator.identity(), (call, body, asked) -> {
                    var answer = asked.ask();
                    var changed = change.apply(new Exchanged(
                            call.getRequestURI().toString(),
                            new String(body, ISO_8859_1),
                            answer.status(),
                            new HashMap<>(answer.headers()),
                            new String(answer.body(), ISO_8859_1)));
                    new ReverseProxy.Response(
                                    changed.status(),
                                    changed.headers(),
                                    changed.body().getBytes(ISO_8859_1))
                            .sendTo(call);
                });
    }
}
