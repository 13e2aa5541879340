package io.github.keycloakfinapi.internals;

import org.keycloak.cluster.ClusterProvider;
import org.keycloak.models.KeycloakSession;

/** Of several nodes that are about to do the same, one does. */
public final class OneNode {
    private OneNode() {}

    /** Runs the task, unless another node is running it; after so many seconds that one counts as ended. */
    public static void run(KeycloakSession session, String task, int seconds, Runnable work) {
        session.getProvider(ClusterProvider.class).executeIfNotExecuted(task, seconds, () -> {
            work.run();
            return null;
        });
    }
}
