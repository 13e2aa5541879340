package io.github.keycloakfinapi.internals;

import org.keycloak.cluster.ClusterProvider;
import org.keycloak.models.KeycloakSession;

/** Lets only one node of the cluster run a task. */
public final class OneNode {
    private OneNode() {}

    /** Runs the task, unless another node is running it. After this many seconds the other run counts as finished. */
    public static void run(KeycloakSession session, String task, int seconds, Runnable work) {
        session.getProvider(ClusterProvider.class).executeIfNotExecuted(task, seconds, () -> {
            work.run();
            return null;
        });
    }
}
