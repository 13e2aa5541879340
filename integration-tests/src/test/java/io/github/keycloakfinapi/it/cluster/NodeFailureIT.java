package io.github.keycloakfinapi.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Nodes that are killed, and nodes that are restarted as an operator does it. */
final class NodeFailureIT extends ClusterTest {

    @Test
    void theCoordinatorIsKilled() {
        cluster.kill(cluster.coordinator());

        requireNothingLost();
        requireOnlyCallsInFlightFailed(1);
    }

    @Test
    void anotherMemberIsKilled() {
        cluster.kill(cluster.othersThan(cluster.coordinator()).get(0));

        requireNothingLost();
        requireOnlyCallsInFlightFailed(1);
    }

    @Test
    void twoOfThreeAreKilled() {
        var coordinator = cluster.coordinator();
        List.of(coordinator, cluster.othersThan(coordinator).get(0)).forEach(cluster::kill);

        requireNothingLost();
        requireOnlyCallsInFlightFailed(2);
    }

    @Test
    void oneNodeAfterTheOtherIsRestarted() {
        Cluster.NODES.forEach(node -> {
            cluster.stop(node);
            cluster.start(node);
            cluster.awaitAll();
        });

        requireNothingLost();
        assertThat(load.errors()).isEmpty();
    }
}
