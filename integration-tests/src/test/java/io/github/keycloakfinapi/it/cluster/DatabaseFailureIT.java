package io.github.keycloakfinapi.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The database ends, hangs or is restarted below all nodes. Whoever calls meanwhile is told to come again. */
final class DatabaseFailureIT extends ClusterTest {

    private static final String POSTGRES = "postgres";
    private static final Duration OUTAGE = Duration.ofSeconds(20);

    @Test
    void theDatabaseIsStopped() {
        cluster.stop(POSTGRES);
        Cluster.pause(OUTAGE);
        cluster.start(POSTGRES);

        requireNothingLost();
        requireEverybodyWasToldToComeAgain();
    }

    @Test
    void theDatabaseHangs() {
        cluster.pause(POSTGRES);
        Cluster.pause(OUTAGE);
        cluster.goOn(POSTGRES);

        requireNothingLost();
        requireEverybodyWasToldToComeAgain();
    }

    @Test
    void theDatabaseIsRestarted() {
        cluster.stop(POSTGRES);
        cluster.start(POSTGRES);

        requireNothingLost();
        requireEverybodyWasToldToComeAgain();
    }

    private void requireEverybodyWasToldToComeAgain() {
        assertThat(load.errors())
                .as(cluster.log())
                .extracting(SteadyLoad.Outcome::outcome)
                .isSubsetOf(Set.of("503"));
    }
}
