package io.github.keycloakfinapi.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a run against a server has ended with; both sides are this server. */
record SimpleRun(int status, String out, String err) {

    static SimpleRun of(SimpleServer server, String... more) {
        var arguments = new ArrayList<>(List.of("--left", server.base(), "--right", server.base(), "--pause", "0"));
        arguments.addAll(List.of(more));
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var status = Compare.run(
                arguments, credentials(), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
        return new SimpleRun(status, out.toString(UTF_8), err.toString(UTF_8));
    }

    private static Map<String, String> credentials() {
        var variables = new HashMap<String, String>();
        for (var side : List.of("LEFT_", "RIGHT_")) {
            for (var client : List.of("CLIENT_", "ADMIN_CLIENT_")) {
                variables.put(side + client + "ID", "the-client");
                variables.put(side + client + "SECRET", SimpleServer.SECRET);
            }
            variables.put(side + "DATA_DECRYPTION_KEY", "0f1e2d3c4b5a69788796a5b4c3d2e1f0");
        }
        return variables;
    }
}
