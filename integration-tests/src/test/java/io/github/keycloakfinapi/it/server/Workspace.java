package io.github.keycloakfinapi.it.server;

import java.nio.file.Path;
import java.util.List;

/** Where the build has put things. The defaults are those of an IDE, which runs the tests in their module's folder. */
public final class Workspace {

    private Workspace() {}

    static String keycloakVersion() {
        var version = System.getProperty("keycloak.version");
        if (version == null) {
            throw new IllegalStateException("Name the version of Keycloak: -Dkeycloak.version=...");
        }
        return version;
    }

    public static Path extension() {
        return path("finapi.extension", "../extension/target/keycloak-finapi.jar");
    }

    public static Path themes() {
        return path("finapi.themes", "../themes/target/keycloak-finapi-themes.jar");
    }

    /** What an operator puts into the providers folder. */
    static List<Path> providers() {
        return List.of(extension(), themes());
    }

    /** Themes as an operator writes them, for the folder of that name. */
    static Path ownThemes() {
        return path("finapi.own-themes", "src/test/themes");
    }

    static Path realmConfig() {
        return path("finapi.realm-config", "../realm-config");
    }

    /** All that the project ships. */
    public static Path repository() {
        return realmConfig().getParent();
    }

    /** What is promised to operators. */
    public static Path docs() {
        return realmConfig().resolveSibling("docs");
    }

    /** Alerts and a dashboard for operators. */
    public static Path observability() {
        return realmConfig().resolveSibling("deploy").resolve("observability");
    }

    static Path realm() {
        return realmConfig().resolve("finapi-realm.json");
    }

    /** As the build unpacked it; never run in place, so that every test server starts from what Keycloak publishes. */
    public static Path distribution() {
        return path("keycloak.distribution", "target/distribution").resolve("keycloak-" + keycloakVersion());
    }

    /** Of the oldest version that is supported, the libraries of the distribution and nothing else. */
    public static Path oldestLibraries() {
        return path("keycloak.oldest.libraries", "target/libraries/keycloak-26.4.7");
    }

    static Path servers() {
        return path("keycloak.servers", "target/servers");
    }

    private static Path path(String property, String orElse) {
        return Path.of(System.getProperty(property, orElse)).toAbsolutePath().normalize();
    }
}
