package io.github.keycloakfinapi.testkit.server;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

/** Builds that nobody needs any more: each version of Keycloak and of the JARs leaves one of 200 MB. */
final class OldBuilds {

    private static final Duration UNUSED = Duration.ofDays(30);

    private OldBuilds() {}

    /** @param done the file that says that a build is complete */
    static void use(Path done) {
        try {
            Files.setLastModifiedTime(done, FileTime.from(Instant.now()));
        } catch (IOException e) {
            // Another user's build serves as well.
            System.getLogger(OldBuilds.class.getName()).log(System.Logger.Level.DEBUG, "Not marked: " + done, e);
        }
    }

    /** Deletes those that were last used more than 30 days ago. */
    static void delete(Path servers) {
        try (var builds = Files.newDirectoryStream(
                servers, each -> each.getFileName().toString().startsWith("built-") && Files.isDirectory(each))) {
            for (var build : builds) {
                deleteIfOld(build);
            }
        } catch (IOException | UncheckedIOException e) {
            // What cannot be deleted takes room, but keeps no server from starting.
            System.getLogger(OldBuilds.class.getName()).log(System.Logger.Level.WARNING, "An old build stays", e);
        }
    }

    private static void deleteIfOld(Path build) throws IOException {
        var lockFile = build.resolveSibling(build.getFileName() + ".lock");
        if (isOld(build)) {
            try (var lock = FileChannel.open(lockFile, CREATE, WRITE);
                    var held = lock.tryLock()) {
                // Asked again: somebody else may have taken it until now.
                if (held != null && isOld(build)) {
                    Folder.delete(build);
                }
            }
        }
    }

    private static boolean isOld(Path build) throws IOException {
        var done = build.resolve(BuiltDistribution.DONE);
        var lastUse = Files.getLastModifiedTime(Files.exists(done) ? done : build);
        return lastUse.toInstant().isBefore(Instant.now().minus(UNUSED));
    }
}
