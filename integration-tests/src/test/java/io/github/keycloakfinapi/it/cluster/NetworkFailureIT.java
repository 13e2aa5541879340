package io.github.keycloakfinapi.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.Eventually;
import io.github.keycloakfinapi.it.finapi.FailedLogins;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The network between a node and the others is cut for a while, and all of them go on. */
@EnabledIf("io.github.keycloakfinapi.it.cluster.NetworkCut#isPossible")
final class NetworkFailureIT extends ClusterTest {

    /** Until both sides have noticed. */
    private static final Duration SPLIT = Duration.ofSeconds(40);

    @Test
    void whatHappensOnOneSideHoldsOnTheOtherAfterwards() {
        var alone = cluster.othersThan(cluster.coordinator()).get(0);
        var here = FinApi.of(cluster.node(alone), Version.V2);
        var there = FinApi.of(cluster.node(cluster.coordinator()), Version.V2);
        var locked = here.newUser();
        var revoked = here.userToken(here.newUser());
        var ended = here.requestUserToken(here.newUser()).expect(200);
        var changed = here.newUser();
        var deleted = here.newUser();
        var deletedToken = here.userToken(deleted);
        // Both know them all.
        for (var user : new Credentials[] {locked, changed, deleted}) {
            there.userToken(user);
        }
        there.user(revoked).expect(200);
        there.user(ended.text("access_token")).expect(200);

        try (var cut = cluster.cutOff(alone)) {
            Cluster.pause(SPLIT);
            new FailedLogins(here, cluster.node(cut.node()).admin()).lock(locked);
            here.revoke(Map.of("token", revoked)).expect(200);
            here.revoke(Map.of("token", ended.text("refresh_token"))).expect(200);
            var token = FinApi.passwordChange(cluster, here).tokenFor(changed);
            here.executePasswordChange(changed.withSecret("open sesame"), token).expect(200);
            here.delete(deletedToken).expect(200);
            here.requestUserToken(locked).expect(423);
            here.user(revoked).expect(401);
        }
        cluster.awaitAll();

        Eventually.holds(() -> {
            assertThat(there.requestUserToken(locked).status()).as("lock").isEqualTo(423);
            assertThat(there.user(ended.text("access_token")).status())
                    .as("end of a session")
                    .isEqualTo(401);
            assertThat(there.requestUserToken(changed).status())
                    .as("old password")
                    .isEqualTo(400);
            assertThat(there.requestUserToken(changed.withSecret("open sesame")).status())
                    .as("new password")
                    .isEqualTo(200);
            assertThat(there.requestUserToken(deleted).status()).as("deletion").isEqualTo(400);
            assertThat(there.user(deletedToken).status()).as("deletion").isEqualTo(401);
        });
        System.out.printf(
                "cluster: network: a revoked access token is answered %d by the node that revoked it, and %d by another%n",
                here.user(revoked).status(), there.user(revoked).status());
        requireNothingLost();
        assertThat(load.errors()).extracting(SteadyLoad.Outcome::outcome).isSubsetOf("503");
        // Keycloak reads its table of revoked access tokens when a node starts.
        cluster.containers().stop(alone);
        cluster.heal();
        Eventually.holds(
                () -> assertThat(there.user(revoked).status()).as("revocation").isEqualTo(401));
    }
}
