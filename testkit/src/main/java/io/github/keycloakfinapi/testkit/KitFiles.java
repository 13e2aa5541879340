package io.github.keycloakfinapi.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.keycloakfinapi.testkit.server.EnvFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** What the kit carries: the extension's JAR, the realm, and the settings of the development environment. */
final class KitFiles {

    static final String JAR = "keycloak-finapi.jar";
    static final String REALM = "finapi-realm.json";

    /** For {@code kc.sh}. */
    static final List<String> BUILD = List.of("build", "--db=dev-mem", "--health-enabled=true");

    /** For {@code kc.sh start}, behind the kit's proxy. */
    static final List<String> OPTIONS = List.of(
            "--cache=local",
            "--http-enabled=true",
            "--hostname-strict=false",
            "--proxy-headers=xforwarded",
            "--spi-password-hashing--argon2--iterations=1",
            "--spi-password-hashing--argon2--memory=64");

    private KitFiles() {}

    static String keycloakVersion() {
        try (var in = open("testkit.properties")) {
            var properties = new Properties();
            properties.load(in);
            return properties.getProperty("keycloak.version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the realm's import needs, and the administrator whom the kit uses. */
    static Map<String, String> environment(FinapiSettings settings) {
        try (var in = open("dev.env")) {
            var lines = new String(in.readAllBytes(), UTF_8).lines().toList();
            var environment = new HashMap<>(EnvFile.parse(lines));
            environment.putAll(settings.environment());
            environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", KeycloakAdmin.USER);
            environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", KeycloakAdmin.PASSWORD);
            // C1 alone starts twice as fast, and no test lives long enough to profit from more.
            environment.put("JAVA_OPTS_APPEND", "-Xmx768m -XX:TieredStopAtLevel=1");
            // It makes the first calls faster, and the start longer, which is what a test waits for.
            environment.put("KC_SPI_REALM_RESTAPI_EXTENSION__API__WARM_UP", "0");
            return environment;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new folder with a copy of each of these. */
    static Path unpack(String... names) {
        try {
            var folder = Files.createTempDirectory("keycloak-finapi-testkit-");
            // What is named last is deleted first, and a folder only when it is empty.
            folder.toFile().deleteOnExit();
            for (var name : names) {
                try (var in = open(name)) {
                    Files.copy(in, folder.resolve(name));
                }
                folder.resolve(name).toFile().deleteOnExit();
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) {
        var in = KitFiles.class.getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException(
                    "The test kit is without its " + name + ": it was built by another phase than package");
        }
        return in;
    }
}
