package io.github.keycloakfinapi.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What Keycloak fixes when it is built. Servers of equal builds share one.
 *
 * @param version Keycloak's
 * @param command what follows {@code kc.sh}
 * @param providers the JARs in the providers folder
 * @param themes what the themes folder gets in addition
 */
public record KeycloakBuild(String version, List<String> command, List<Path> providers, Optional<Path> themes) {

    public KeycloakBuild {
        command = List.copyOf(command);
        providers = List.copyOf(providers);
    }

    /** Names the build by all that goes into it, so that equal builds are made once. */
    String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(version.getBytes(UTF_8));
            digest.update(command.toString().getBytes(UTF_8));
            for (var jar : providers) {
                add(digest, jar.getFileName(), jar);
            }
            if (themes.isPresent()) {
                for (var file : Folder.files(themes.get())) {
                    add(digest, themes.get().relativize(file), file);
                }
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        } catch (IOException e) {
            throw new UncheckedIOException("Build the JARs first: ./mvnw package", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(MessageDigest digest, Path name, Path file) throws IOException {
        var content = Files.readAllBytes(file);
        // With its length, so that it is clear where it ends.
        digest.update((name + " " + content.length + " ").getBytes(UTF_8));
        digest.update(content);
    }
}
