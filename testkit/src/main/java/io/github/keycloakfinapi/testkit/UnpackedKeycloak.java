package io.github.keycloakfinapi.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Keycloak's distribution, as a build has unpacked it. */
final class UnpackedKeycloak {

    private UnpackedKeycloak() {}

    /** Keycloak's home: this folder, or one in it. */
    static Path in(Path folder) {
        try (var inside = Files.list(folder)) {
            return Optional.of(folder)
                    .filter(UnpackedKeycloak::isKeycloak)
                    .or(() -> inside.filter(UnpackedKeycloak::isKeycloak).findFirst())
                    .map(Path::toAbsolutePath)
                    .map(UnpackedKeycloak::undamaged)
                    .orElseThrow(() -> new IllegalStateException("No bin/kc.sh in " + folder));
        } catch (IOException e) {
            throw new IllegalStateException("No folder with an unpacked Keycloak: " + folder, e);
        }
    }

    /** As the distribution itself names it: the folder may have another version than the one that the kit is for. */
    static String version(Path home) {
        try {
            return Files.readString(home.resolve("version.txt")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Else the build fails, and says nothing of the reason: files whose names are longer than 100 characters have lost the rest. */
    private static Path undamaged(Path home) {
        try (var beside = Files.list(home.getParent())) {
            if (beside.anyMatch(each -> each.getFileName().toString().startsWith("PaxHeaders"))) {
                throw new IllegalStateException("Keycloak is damaged, because an old plugin has unpacked it: " + home
                        + ". Use maven-dependency-plugin 3.x, and run mvn clean once.");
            }
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isKeycloak(Path folder) {
        return Files.exists(folder.resolve("bin/kc.sh"));
    }
}
