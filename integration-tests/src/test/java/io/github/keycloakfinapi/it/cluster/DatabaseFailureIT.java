package io.github.keycloakfinapi.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The database of all nodes stops, hangs or restarts. Callers get 503 meanwhile. */
final class DatabaseFailureIT extends ClusterTest {

    private static final Duration OUTAGE = Duration.ofSeconds(20);

    @Test
    void theDatabaseIsStopped() {
        cluster.containers().stop(Cluster.POSTGRES);
        Cluster.pause(OUTAGE);
        cluster.containers().start(Cluster.POSTGRES);

        requireNothingLost();
        requireNoErrorBut503();
    }

    @Test
    void theDatabaseHangs() {
        cluster.containers().hang(Cluster.POSTGRES);
        Cluster.pause(OUTAGE);
        cluster.containers().goOn(Cluster.POSTGRES);

        requireNothingLost();
        requireNoErrorBut503();
    }

    @Test
    void theDatabaseIsRestarted() {
        cluster.containers().stop(Cluster.POSTGRES);
        cluster.containers().start(Cluster.POSTGRES);

        requireNothingLost();
        requireNoErrorBut503();
    }

    private void requireNoErrorBut503() {
        assertThat(load.errors())
                .as(cluster.log())
                .extracting(SteadyLoad.Outcome::outcome)
                .isSubsetOf(Set.of("503"));
    }
}
