package io.github.keycloakfinapi.it.server;

import io.github.keycloakfinapi.testkit.server.EnvFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a server is built and started: the environment of the development realm, the arguments of {@code kc.sh start}, a database. */
public record ServerOptions(
        Build build, Map<String, String> environment, List<String> arguments, Optional<Database> database) {

    static final String ADMIN = "admin";
    static final String ADMIN_PASSWORD = "admin";

    private static final String ALONE = "--cache=local";

    public ServerOptions {
        environment = Map.copyOf(environment);
        arguments = List.copyOf(arguments);
    }

    /** With what makes the tests faster and none of them any different. */
    public static ServerOptions development() {
        return asAnOperatorStartsIt()
                // C1 alone starts twice as fast, and no test lives long enough to profit from more.
                .with("JAVA_OPTS_APPEND", "-Xmx768m -XX:TieredStopAtLevel=1")
                .argument("--spi-password-hashing--argon2--iterations=1")
                .argument("--spi-password-hashing--argon2--memory=64");
    }

    public static ServerOptions asAnOperatorStartsIt() {
        var environment =
                EnvFile.read(Workspace.realmConfig().resolve("environments").resolve("dev.env"));
        environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
        environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN_PASSWORD);
        return new ServerOptions(
                Build.standard(),
                environment,
                List.of(ALONE, "--http-enabled=true", "--hostname-strict=false"),
                Optional.empty());
    }

    public ServerOptions build(Build other) {
        return new ServerOptions(other, environment, arguments, database);
    }

    public ServerOptions with(String variable, String value) {
        var changed = new LinkedHashMap<>(environment);
        changed.put(variable, value);
        return new ServerOptions(build, changed, arguments, database);
    }

    public ServerOptions without(String variable) {
        var changed = new LinkedHashMap<>(environment);
        if (changed.remove(variable) == null) {
            throw new IllegalArgumentException("No such variable: " + variable);
        }
        return new ServerOptions(build, changed, arguments, database);
    }

    public ServerOptions argument(String argument) {
        var changed = new ArrayList<>(arguments);
        changed.add(argument);
        return new ServerOptions(build, environment, changed, database);
    }

    /** Instead of one in memory that ends with the server. */
    public ServerOptions database(Database file) {
        return new ServerOptions(build, environment, arguments, Optional.of(file));
    }

    /** One of several nodes, which find each other by their database. */
    public ServerOptions clustered() {
        var changed = new ArrayList<>(arguments);
        changed.set(changed.indexOf(ALONE), "--cache=ispn");
        return new ServerOptions(build, environment, changed, database);
    }

    public ServerOptions logLevel(String level) {
        return argument("--log-level=" + level);
    }

    String variable(String name) {
        var value = environment.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The environment has no " + name);
        }
        return value;
    }
}
