package io.github.keycloakfinapi.it.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names a build of Keycloak with the JARs by all that goes into it, so that equal builds are made once. */
final class Fingerprint {

    private Fingerprint() {}

    static String of(Build build) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(Workspace.keycloakVersion().getBytes(UTF_8));
            digest.update(build.command().toString().getBytes(UTF_8));
            for (var jar : build.providers()) {
                digest.update(Files.readAllBytes(jar));
            }
            for (var file : Folder.files(Workspace.ownThemes())) {
                digest.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        } catch (IOException e) {
            throw new UncheckedIOException("Build the JARs first: ./mvnw package", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
