package io.github.keycloakfinapi.it.server;

import io.github.keycloakfinapi.testkit.server.BuiltDistribution;
import io.github.keycloakfinapi.testkit.server.KeycloakProcess;
import java.net.URI;
import java.util.ArrayList;

/** Keycloak as an operator unpacks it, as a process of this machine. */
final class DistributionKeycloak implements KeycloakServer {

    private final KeycloakProcess process;
    private final ServerOptions options;

    private DistributionKeycloak(KeycloakProcess process, ServerOptions options) {
        this.process = process;
        this.options = options;
    }

    static KeycloakServer start(ServerOptions options) {
        var built = BuiltDistribution.of(options.build().forKeycloak(), Workspace.distribution(), Workspace.servers());
        var arguments = new ArrayList<>(options.arguments());
        options.database()
                .map(database -> Database.arguments(database.folder().toString()))
                .ifPresent(arguments::addAll);
        var process = KeycloakProcess.start(
                built, Workspace.servers(), Workspace.realm(), REALM, arguments, options.environment());
        return new DistributionKeycloak(process, options);
    }

    @Override
    public URI server() {
        return process.server();
    }

    @Override
    public URI management() {
        return process.management();
    }

    @Override
    public String testHost() {
        return "127.0.0.1";
    }

    @Override
    public String log() {
        return process.log();
    }

    @Override
    public String variable(String name) {
        return options.variable(name);
    }

    @Override
    public void close() {
        process.close();
    }
}
