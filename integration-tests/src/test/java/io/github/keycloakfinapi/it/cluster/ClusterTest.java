package io.github.keycloakfinapi.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.Clients;
import io.github.keycloakfinapi.it.finapi.Eventually;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import io.github.keycloakfinapi.it.http.Receiver;
import io.github.keycloakfinapi.it.server.Closing;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What the tests of the cluster share: a steady load, an application that gets callbacks, and what must hold after any failure. */
@ResourceLock(Cluster.MACHINE)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ClusterTest {

    /** Before something fails, and after it. */
    private static final Duration CALM = Duration.ofSeconds(10);

    protected Cluster cluster;
    protected FinApi finapi;
    protected SteadyLoad load;
    private Receiver receiver;
    private String name;

    /** Starts the cluster of the tests. JUnit would run a static method of a subclass in addition to the one here. */
    protected Cluster start() {
        return Cluster.start();
    }

    @BeforeAll
    void startCluster() {
        cluster = start();
        // An application gets the callback of every deletion.
        receiver = new Receiver(cluster.testHost());
        var finapi = FinApi.of(cluster, Version.V2);
        new Clients(cluster.admin()).callBackAt(finapi.client(), receiver.url());
    }

    @AfterAll
    void stopCluster() {
        Closing.all(receiver, cluster);
    }

    @BeforeEach
    void beginLoad(TestInfo test) {
        name = test.getDisplayName();
        cluster.awaitAll();
        finapi = FinApi.of(cluster, Version.V2);
        load = new SteadyLoad(finapi);
        Cluster.pause(CALM);
    }

    @AfterEach
    void endLoad() {
        load.end();
    }

    /** Lets the load go on for a while, ends it, and checks what became of its users. */
    protected void requireNothingLost() {
        Cluster.pause(CALM);
        load.end();
        System.out.printf("cluster: %s: %s%n", name, load.figures());
        cluster.heal();
        assertThat(load.created())
                .as("ids answered 201")
                .isNotEmpty()
                .allSatisfy(id -> assertThat(finapi.requestUserToken(SteadyLoad.withPassword(id))
                                .status())
                        .isEqualTo(200));
        assertThat(existing(load.created())).hasSameSizeAs(load.created());
        assertThat(existing(load.deleted())).isEmpty();
        var gone = new HashSet<>(load.deleted());
        gone.addAll(load.perhapsDeleted());
        gone.removeAll(existing(load.perhapsDeleted()));
        System.out.printf(
                "cluster: %s: without an answer happened %d of %d creations and %d of %d deletions%n",
                name,
                existing(load.perhapsCreated()).size(),
                load.perhapsCreated().size(),
                gone.size() - load.deleted().size(),
                load.perhapsDeleted().size());
        Eventually.holds(() -> assertThat(receiver.userIds()).containsAll(gone));
    }

    /** The ids of those users who are in Keycloak's table, each as often as it is there. */
    private List<String> existing(Set<String> ids) {
        var names = ids.stream().map(id -> "'" + id + "'").collect(Collectors.joining(",", "(", ")"));
        return ids.isEmpty()
                ? List.of()
                : cluster.sql("select username from user_entity where username in " + names)
                        .lines()
                        .toList();
    }
}
