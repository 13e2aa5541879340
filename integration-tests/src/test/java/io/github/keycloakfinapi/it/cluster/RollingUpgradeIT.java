package io.github.keycloakfinapi.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.server.Workspace;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** One node after the other gets this build's image, while the others still run the one before the last change of the extension. */
@EnabledIf("isPossible")
final class RollingUpgradeIT extends ClusterTest {

    private static final Path PREVIOUS = Workspace.repository().resolve("integration-tests/target/previous");

    /** Not just the commit before this one, whose image may be the same. In a shell's words. */
    private static final String PREVIOUS_COMMIT = "\"$(git log -1 --format=%H -- extension)~1\"";

    static boolean isPossible() {
        return Command.succeeds("bash", "-c", "git rev-parse --verify --quiet " + PREVIOUS_COMMIT);
    }

    @Override
    protected Cluster start() {
        Command.run(
                Map.of(),
                "bash",
                "-c",
                "rm -rf '%1$s' && mkdir -p '%1$s' && git archive %2$s | tar -x -C '%1$s'"
                        .formatted(PREVIOUS, PREVIOUS_COMMIT));
        Command.run(
                Map.of(),
                PREVIOUS.resolve("mvnw").toString(),
                "-q",
                "-B",
                "-f",
                PREVIOUS.toString(),
                "-pl",
                "extension,themes",
                "-am",
                "-DskipTests",
                "package");
        return Cluster.of(Cluster.build(PREVIOUS, Cluster.IMAGE + "-previous"));
    }

    @Test
    void oneNodeAfterTheOtherIsReplaced() {
        var image = Cluster.build(Workspace.repository(), Cluster.IMAGE);

        Cluster.NODES.forEach(node -> {
            cluster.replace(node, image);
            cluster.awaitAll();
        });

        requireNothingLost();
        assertThat(load.errors()).isEmpty();
    }
}
