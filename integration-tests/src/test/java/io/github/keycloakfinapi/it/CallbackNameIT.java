package io.github.keycloakfinapi.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.CallbackRealm;
import io.github.keycloakfinapi.it.finapi.Eventually;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.ServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What the name of an application resolves to is looked at each time. */
@DisabledIf(
        value = "io.github.keycloakfinapi.it.server.Backend#runsContainers",
        disabledReason = "The names that the server knows are in a file of this machine")
final class CallbackNameIT {
    private static final String SERVER = "127.0.0.1 localhost\n";

    @TempDir
    private Path folder;

    @Test
    void aNameThatComesToMeanThisMachineIsRefused() throws IOException {
        var names = Files.writeString(folder.resolve("hosts"), SERVER);
        var options = ServerOptions.development()
                .with(
                        "JAVA_OPTS_APPEND",
                        "-Djdk.net.hosts.file=" + names + " -Dsun.net.inetaddr.ttl=0"
                                + " -Dsun.net.inetaddr.negative.ttl=0");
        try (var server = KeycloakServer.start(options);
                var realm = new CallbackRealm(server)) {
            realm.setAttribute("finapi.callback-private-addresses", "false");
            realm.callBackAt(realm.receiver().url("app.example.com"));

            realm.deleted("Gone.User");
            Eventually.holds(() -> assertThat(server.log()).contains("(unknown host)"));
            Files.writeString(names, SERVER + "127.0.0.1 app.example.com\n");

            Eventually.holds(() -> assertThat(server.log()).contains("(address not allowed)"));
            assertThat(realm.receiver().calls()).isEmpty();

            realm.setAttribute("finapi.callback-private-addresses", "true");
            realm.awaitUsers("Gone.User");
        }
    }
}
