package io.github.keycloakfinapi.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakfinapi.it.finapi.Credentials;
import io.github.keycloakfinapi.it.finapi.Eventually;
import io.github.keycloakfinapi.it.finapi.FailedLogins;
import io.github.keycloakfinapi.it.finapi.FinApi;
import io.github.keycloakfinapi.it.finapi.Version;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The network between a node and the others is cut for a while, and all of them go on. */
@EnabledIf("io.github.keycloakfinapi.it.cluster.Cluster#canCutNetworks")
final class NetworkFailureIT extends ClusterTest {

    /** Until both sides have noticed. */
    private static final Duration SPLIT = Duration.ofSeconds(40);

    private String cutOff;

    @AfterEach
    void connect() {
        if (cutOff != null) {
            cluster.connect(cutOff);
        }
    }

    @Test
    void whatHappensOnOneSideHoldsOnTheOtherAfterwards() {
        cutOff = cluster.othersThan(cluster.coordinator()).get(0);
        var here = FinApi.of(cluster.node(cutOff), Version.V2);
        var there = FinApi.of(cluster.node(cluster.coordinator()), Version.V2);
        var locked = here.newUser();
        var revoked = here.requestUserToken(here.newUser()).expect(200);
        var changed = here.newUser();
        var deleted = here.newUser();
        var deletedToken = here.userToken(deleted);
        // Both know them all.
        for (var user : new Credentials[] {locked, changed, deleted}) {
            there.userToken(user);
        }
        there.user(revoked.text("access_token")).expect(200);

        cluster.cutOff(cutOff);
        Cluster.pause(SPLIT);
        new FailedLogins(here, cluster.node(cutOff).admin()).lock(locked);
        here.requestUserToken(locked).expect(423);
        // Not an access token: docs/cluster.md says why.
        here.revoke(Map.of("token", revoked.text("refresh_token"), "token_type_hint", "refresh_token"))
                .expect(200);
        var token = FinApi.passwordChange(cluster, here).tokenFor(changed);
        here.executePasswordChange(changed.withSecret("open sesame"), token).expect(200);
        here.delete(deletedToken).expect(200);
        cluster.connect(cutOff);
        cutOff = null;
        cluster.awaitAll();

        Eventually.holds(() -> {
            assertThat(there.requestUserToken(locked).status()).as("lock").isEqualTo(423);
            assertThat(there.user(revoked.text("access_token")).status())
                    .as("revocation")
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
        requireNothingLost();
        assertThat(load.errors()).extracting(SteadyLoad.Outcome::outcome).isSubsetOf("503");
    }
}
