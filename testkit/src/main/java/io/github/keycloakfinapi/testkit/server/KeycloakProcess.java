package io.github.keycloakfinapi.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Keycloak as an operator unpacks it, as a process of this machine. */
public final class KeycloakProcess implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile(
            "Listening on: (http://\\S+?)\\. Management interface listening on (http://[^\\s\"]+)\\.[\\s\"]");

    private static final System.Logger LOG = System.getLogger(KeycloakProcess.class.getName());

    private final Path home;
    private final Path output;
    private final ChildProcess process;
    private URI server;
    private URI management;

    private KeycloakProcess(Path home, List<String> arguments, Map<String, String> environment, Runnable afterwards)
            throws IOException {
        this.home = home;
        this.output = home.resolve("keycloak.log");
        this.process = launch(arguments, environment, afterwards);
    }

    /**
     * Returns when the server is ready.
     *
     * @param built the home of a {@link BuiltDistribution}, which stays as it is
     * @param servers where the server gets a folder for its data and its log
     * @param realm the file that is imported
     * @param name the realm's
     * @param arguments of {@code kc.sh start}
     * @throws StartFailed if the server ends first, takes more than ten minutes, or has no such realm
     */
    public static KeycloakProcess start(
            Path built,
            Path servers,
            Path realm,
            String name,
            List<String> arguments,
            Map<String, String> environment) {
        return start(built, servers, realm, name, arguments, environment, home -> {});
    }

    /** The same, but its home goes with it: also if it does not start, or this JVM is told to end. */
    public static KeycloakProcess startTemporary(
            Path built,
            Path servers,
            Path realm,
            String name,
            List<String> arguments,
            Map<String, String> environment) {
        return start(built, servers, realm, name, arguments, environment, KeycloakProcess::delete);
    }

    private static KeycloakProcess start(
            Path built,
            Path servers,
            Path realm,
            String name,
            List<String> arguments,
            Map<String, String> environment,
            Consumer<Path> afterwards) {
        try {
            var home = Files.createTempDirectory(servers, "run-");
            try {
                furnish(home, built, realm);
                var keycloak = new KeycloakProcess(home, arguments, environment, () -> afterwards.accept(home));
                try {
                    keycloak.awaitStart(name);
                    return keycloak;
                } catch (RuntimeException e) {
                    keycloak.close();
                    throw e;
                }
            } catch (IOException | UncheckedIOException e) {
                afterwards.accept(home);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path home) {
        try {
            Folder.delete(home);
        } catch (IOException | UncheckedIOException e) {
            // What is left does no harm, and must not take the place of the reason why the server has ended.
            LOG.log(Level.WARNING, "Not deleted: " + home, e);
        }
    }

    /** A home of its own for every server: the big, unchanging rooms are the build's, data and log are its own. */
    private static void furnish(Path home, Path built, Path realm) throws IOException {
        for (var copied : List.of("bin", "conf")) {
            Folder.copy(built.resolve(copied), home.resolve(copied));
        }
        for (var shared : List.of("lib", "providers", "themes")) {
            Files.createSymbolicLink(home.resolve(shared), built.resolve(shared));
        }
        var imports = Files.createDirectories(home.resolve("data/import"));
        Files.copy(realm, imports.resolve(realm.getFileName()));
    }

    private ChildProcess launch(List<String> arguments, Map<String, String> environment, Runnable afterwards)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(home.resolve("bin/kc.sh").toString());
        command.addAll(List.of("start", "--optimized", "--import-realm", "--http-host=127.0.0.1"));
        // The system chooses: a port that is free now and named now can be somebody else's when Keycloak takes it.
        command.addAll(List.of("--http-port=0", "--http-management-port=0"));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        // What the caller's shell says to Keycloak is not meant for this server.
        builder.environment().keySet().removeIf(name -> name.startsWith("KC_") || name.startsWith("FINAPI_"));
        builder.environment().putAll(environment);
        return ChildProcess.start(builder, afterwards);
    }

    private void awaitStart(String realm) {
        var readiness = new Readiness(process::isAlive, this::log);
        readiness.until("listening", this::listens);
        readiness.await(management, URI.create(server + "/realms/" + realm));
    }

    private boolean listens() {
        var found = LISTENING.matcher(log());
        if (found.find()) {
            server = URI.create(found.group(1));
            management = URI.create(found.group(2));
        }
        return server != null;
    }

    public URI server() {
        return server;
    }

    public URI management() {
        return management;
    }

    /** Its data and its log, which are there after its end unless it is temporary. */
    public Path home() {
        return home;
    }

    /** Everything that the server has written so far. */
    public String log() {
        try {
            // Not readString, which fails in the middle of a character, and where the server writes another charset.
            return new String(Files.readAllBytes(output), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
