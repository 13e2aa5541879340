package io.github.keycloakfinapi.internals;

import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakTransaction;

/** Runs tasks if the transaction of a session commits. */
public final class Transactions {
    private Transactions() {}

    /** Runs the task after the commit. */
    public static void afterCommit(KeycloakSession session, Runnable task) {
        session.getTransactionManager().enlistAfterCompletion(onCommit(task));
    }

    /** Runs the task as the last step of the transaction. No new provider can be created then. */
    public static void beforeCommit(KeycloakSession session, Runnable task) {
        session.getTransactionManager().enlistPrepare(onCommit(task));
    }

    private static KeycloakTransaction onCommit(Runnable task) {
        return new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                task.run();
            }

            @Override
            protected void rollbackImpl() {
                // It has not happened.
            }
        };
    }
}
