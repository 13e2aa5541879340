package io.github.keycloakfinapi.it.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Keycloak as an operator unpacks it, as a process of this machine. */
final class DistributionKeycloak implements KeycloakServer {

    private static final Pattern LISTENING = Pattern.compile(
            "Listening on: (http://\\S+?)\\. Management interface listening on (http://[^\\s\"]+)\\.[\\s\"]");

    private final Path output;
    private final Process process;
    private final Thread atExit = new Thread(this::kill);
    private final ServerOptions options;
    private URI server;
    private URI management;

    private DistributionKeycloak(Path home, ServerOptions options) throws IOException {
        this.options = options;
        this.output = home.resolve("keycloak.log");
        this.process = launch(home, options, output);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    static KeycloakServer start(ServerOptions options) {
        try {
            var keycloak = new DistributionKeycloak(home(BuiltDistribution.of(options.build())), options);
            try {
                keycloak.awaitStart();
                return keycloak;
            } catch (RuntimeException e) {
                keycloak.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A home of its own for every server: the big, unchanging rooms are the build's, data and log are its own. */
    private static Path home(Path built) throws IOException {
        var home = Files.createTempDirectory(Workspace.servers(), "run-");
        for (var copied : List.of("bin", "conf")) {
            Folder.copy(built.resolve(copied), home.resolve(copied));
        }
        for (var shared : List.of("lib", "providers", "themes")) {
            Files.createSymbolicLink(home.resolve(shared), built.resolve(shared));
        }
        var imports = Files.createDirectories(home.resolve("data/import"));
        Files.copy(Workspace.realm(), imports.resolve(Workspace.realm().getFileName()));
        return home;
    }

    private static Process launch(Path home, ServerOptions options, Path output) throws IOException {
        var command = new ArrayList<String>();
        command.add(home.resolve("bin/kc.sh").toString());
        command.addAll(List.of("start", "--optimized", "--import-realm", "--http-host=127.0.0.1"));
        // The system chooses: a port that is free now and named now can be somebody else's when Keycloak takes it.
        command.addAll(List.of("--http-port=0", "--http-management-port=0"));
        command.addAll(options.arguments());
        options.database()
                .map(database -> Database.arguments(database.folder().toString()))
                .ifPresent(command::addAll);
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        // What the caller's shell says to Keycloak is not meant for this server.
        builder.environment().keySet().removeIf(name -> name.startsWith("KC_") || name.startsWith("FINAPI_"));
        builder.environment().putAll(options.environment());
        return builder.start();
    }

    private void awaitStart() {
        var readiness = new Readiness(process::isAlive, this::log);
        readiness.until("listening", this::listens);
        readiness.await(this);
    }

    private boolean listens() {
        var found = LISTENING.matcher(log());
        if (found.find()) {
            server = URI.create(found.group(1));
            management = URI.create(found.group(2));
        }
        return server != null;
    }

    @Override
    public URI server() {
        return server;
    }

    @Override
    public URI management() {
        return management;
    }

    @Override
    public String testHost() {
        return "127.0.0.1";
    }

    @Override
    public String log() {
        try {
            return Files.readString(output, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String variable(String name) {
        return options.variable(name);
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        kill();
    }

    /** kc.sh keeps a shell as the parent of the server: both have to go. */
    private void kill() {
        var all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
