package io.github.keycloakfinapi.it.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.server.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The packaged JAR finds all that it needs: every class, method and field that it names, and no method that it had to implement, against
 * the libraries of the server that the tests run on, and of the oldest version that is supported. {@code .ci/versions} does so for
 * every version.
 */
final class LinkageIT {

    /** What a version does without, and why nothing comes of it. */
    private static final Map<String, String> INTENDED = Map.of(
            "org/keycloak/models/GroupModel$GroupMemberLeaveEvent.getUser()Lorg/keycloak/models/UserModel; is missing, in"
                    + " io/github/keycloakfinapi/internals/LeftGroup",
            "26.4 does not tell who has left a group; the class catches the error, and a round of the register finds out");

    static Stream<Path> servers() {
        return Stream.of(Workspace.distribution(), Workspace.oldestLibraries());
    }

    @ParameterizedTest
    @MethodSource("servers")
    void theJarFindsAllThatItNeeds(Path server) throws IOException {
        try (var classes = new ClassPath(server, Workspace.extension())) {
            var linker = new Linker(classes);

            assertThat(classes.ofTheExtension())
                    .hasSizeGreaterThan(100)
                    .flatMap(linker::complaints)
                    .filteredOn(complaint -> INTENDED.keySet().stream().noneMatch(complaint::startsWith))
                    .isEmpty();
        }
    }
}
