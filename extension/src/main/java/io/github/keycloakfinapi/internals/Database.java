package io.github.keycloakfinapi.internals;

import jakarta.persistence.EntityManager;
import jakarta.transaction.SystemException;
import java.util.function.Supplier;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.transaction.JtaTransactionManagerLookup;

/** Keycloak's database. */
public final class Database {
    /**
     * How long a statement of a call may take, in seconds. Then the driver asks the database to cancel it. If that does not help,
     * the driver closes the connection after its {@code cancelSignalTimeout}.
     */
    private static final int STATEMENT_LIMIT = 2;

    private Database() {}

    /** In the session's transaction. */
    public static EntityManager of(KeycloakSession session) {
        return session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }

    /**
     * Runs a call with a time limit of two seconds for each of its statements, so that no caller waits for a database that hangs.
     *
     * <p>The limit belongs to the thread. Since 26.7 Keycloak applies it to each connection that the thread takes from the pool;
     * older versions ignore it.
     */
    public static <T> T withStatementLimit(KeycloakSessionFactory factory, Supplier<T> call) {
        limit(factory, STATEMENT_LIMIT);
        try {
            return call.get();
        } finally {
            limit(factory, 0);
        }
    }

    private static void limit(KeycloakSessionFactory factory, int seconds) {
        KeycloakModelUtils.setTransactionLimit(factory, seconds);
        JtaTransactionManagerLookup lookup =
                (JtaTransactionManagerLookup) factory.getProviderFactory(JtaTransactionManagerLookup.class);
        if (seconds != 0 && lookup != null && lookup.getTransactionManager() != null) {
            try {
                // The call above limits the transaction as well, which may take longer: it may wait for a directory, or
                // delete many users.
                lookup.getTransactionManager().setTransactionTimeout(0);
            } catch (SystemException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
