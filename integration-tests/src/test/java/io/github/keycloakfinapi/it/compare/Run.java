package io.github.keycloakfinapi.it.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.keycloakfinapi.compare.Compare;
import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.OtherRealm;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** bin/compare in this process: a realm on the left, and on the right the same one, as it is or through a proxy. */
final class Run {
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> arguments = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    Run(OtherRealm realm, URI right, String decryptionKey) {
        arguments.addAll(List.of("--left", realm.finapi().base().toString(), "--right", right.toString()));
        arguments.addAll(List.of(
                "--pause", "0", "--version", realm.finapi().version().name().toLowerCase(Locale.ROOT)));
        client("", realm.finapi().client());
        client("ADMIN_", realm.mandator().client());
        variable("DATA_DECRYPTION_KEY", decryptionKey);
    }

    /** Of both sides. */
    Run client(String kind, Credentials client) {
        variable(kind + "CLIENT_ID", client.id());
        variable(kind + "CLIENT_SECRET", client.secret());
        return this;
    }

    Run withoutMandator() {
        environment.keySet().removeIf(name -> name.contains("_ADMIN_"));
        return this;
    }

    private void variable(String name, String value) {
        environment.put("LEFT_" + name, value);
        environment.put("RIGHT_" + name, value);
    }

    Run with(String... more) {
        arguments.addAll(List.of(more));
        return this;
    }

    /** Returns the exit status. */
    int run() {
        return Compare.run(
                arguments, environment, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }

    List<String> arguments() {
        return arguments;
    }

    Map<String, String> environment() {
        return environment;
    }

    /** The checks with this result. */
    List<String> checks(String result) {
        return output().lines()
                .map(line -> line.split("\\|"))
                .filter(cells -> cells.length > 3 && cells[3].strip().equals(result))
                .map(cells -> cells[1].strip())
                .toList();
    }

    String output() {
        return out.toString(UTF_8);
    }

    String errors() {
        return err.toString(UTF_8);
    }
}
