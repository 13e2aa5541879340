package io.github.keycloakfinapi.internals;

import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakTransaction;

/** What is to be done when the transaction of a session ends well. */
public final class Transactions {
    private Transactions() {}

    /** Once it is committed. */
    public static void afterCommit(KeycloakSession session, Runnable task) {
        session.getTransactionManager().enlistAfterCompletion(onCommit(task));
    }

    /** In it, as the last thing; no provider can be asked any more but those that the session has. */
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
