package io.github.keycloakfinapi.it.server;

import io.github.keycloakfinapi.testkit.server.KeycloakBuild;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Keycloak fixes when it is built: {@code kc.sh build}. Servers of equal builds share one.
 *
 * @param arguments but the database's
 * @param providers the JARs in the providers folder
 */
public record Build(String database, List<String> arguments, List<Path> providers) {

    /** With the extension, the themes, and a database in memory. */
    public static Build standard() {
        return new Build("dev-mem", List.of("--health-enabled=true", "--metrics-enabled=true"), Workspace.providers());
    }

    /** Keycloak's name for the kind of database, such as {@code postgres}. */
    public Build database(String other) {
        return new Build(other, arguments, providers);
    }

    public Build argument(String argument) {
        return new Build(
                database, Stream.concat(arguments.stream(), Stream.of(argument)).toList(), providers);
    }

    /** Keycloak alone. */
    public Build withoutProviders() {
        return new Build(database, arguments, List.of());
    }

    KeycloakBuild forKeycloak() {
        return new KeycloakBuild(Workspace.keycloakVersion(), command(), providers, Optional.of(Workspace.ownThemes()));
    }

    private List<String> command() {
        return Stream.concat(Stream.of("build", "--db=" + database), arguments.stream())
                .toList();
    }
}
