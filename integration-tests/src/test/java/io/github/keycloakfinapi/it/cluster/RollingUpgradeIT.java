package io.github.keycloakfinapi.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.server.Workspace;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** One node after the other gets this build's image, while the others have that of the commit before. */
@EnabledIf("isPossible")
final class RollingUpgradeIT extends ClusterTest {

    private static final Path PREVIOUS = Workspace.repository().resolve("integration-tests/target/previous");

    static boolean isPossible() {
        try {
            Command.run(Map.of(), "git", "rev-parse", "--verify", "HEAD~1");
            return true;
        } catch (IllegalStateException noHistory) {
            return false;
        }
    }

    @BeforeAll
    static void startCluster() {
        Command.run(
                Map.of(),
                "bash",
                "-c",
                "rm -rf '%1$s' && mkdir -p '%1$s' && git archive HEAD~1 | tar -x -C '%1$s'".formatted(PREVIOUS));
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
        cluster = Cluster.of(Cluster.build(PREVIOUS, Cluster.IMAGE + "-previous"));
        listen();
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
