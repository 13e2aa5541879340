package io.github.keycloakfinapi.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Nodes that are killed, and nodes that are restarted as an operator does it. */
final class NodeFailureIT extends ClusterTest {

    @Test
    void theCoordinatorIsKilled() {
        kill(cluster.coordinator());

        requireNothingLost();
        requireOnlyCallsInFlightFailed();
    }

    @Test
    void anotherMemberIsKilled() {
        kill(cluster.othersThan(cluster.coordinator()).get(0));

        requireNothingLost();
        requireOnlyCallsInFlightFailed();
    }

    @Test
    void twoOfThreeAreKilled() {
        var coordinator = cluster.coordinator();
        kill(coordinator, cluster.othersThan(coordinator).get(0));

        requireNothingLost();
        requireOnlyCallsInFlightFailed();
    }

    @Test
    void oneNodeAfterTheOtherIsRestarted() {
        Cluster.NODES.forEach(node -> {
            cluster.containers().stop(node);
            cluster.containers().start(node);
            cluster.awaitAll();
        });

        requireNothingLost();
        assertThat(load.errors()).isEmpty();
    }

    private void kill(String... nodes) {
        cluster.containers().kill(List.of(nodes));
    }

    /** At most one call of each caller was on its way. */
    private void requireOnlyCallsInFlightFailed() {
        assertThat(load.errors()).hasSizeLessThanOrEqualTo(SteadyLoad.CALLERS);
    }
}
