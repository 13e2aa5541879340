package io.github.keycloakfinapi.internals;

import jakarta.persistence.EntityManager;
import jakarta.transaction.SystemException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.ModelException;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.transaction.JtaTransactionManagerLookup;

/** Keycloak's database. */
public final class Database {
    /**
     * Seconds that a statement of a call may take. The driver then asks the database to cancel it, and closes the connection
     * a second later, if that does not help.
     */
    private static final int STATEMENT_LIMIT = 2;

    private static final int MAX_DEPTH = 20;

    private Database() {}

    /** In the session's transaction. */
    public static EntityManager of(KeycloakSession session) {
        return session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }

    /**
     * Runs a call, whose statements fail when they take too long: a caller does not wait for a database that hangs. Keycloak
     * sets the limit of the thread for each connection that it takes from the pool; it has done so since 26.7, and older versions
     * ignore the limit.
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
                // A transaction may take longer than a statement: it may wait for a directory, or delete many users.
                lookup.getTransactionManager().setTransactionTimeout(0);
            } catch (SystemException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /**
     * Whether something failed because the database is away, overloaded or too slow, or has ended the transaction in favour
     * of another one. The same call may succeed later.
     */
    public static boolean isTemporary(Throwable failure) {
        return isAway(failure)
                || sqlStates(failure).anyMatch(state -> state.matches("(40|53|57).*"))
                // No connection of the pool became free in time.
                || isCausedBy(TimeoutException.class, failure);
    }

    /** Whether something failed because the database does not answer. */
    static boolean isAway(Throwable failure) {
        // Connection exceptions; PostgreSQL's for a server that ends or starts.
        return sqlStates(failure).anyMatch(state -> state.matches("08.*|57P0."))
                || isCausedBy(IOException.class, failure);
    }

    /** Keycloak leaves only the last cause of an exception of the database, and wraps it into its own. */
    private static boolean isCausedBy(Class<?> cause, Throwable failure) {
        return causes(failure)
                .filter(each -> each instanceof SQLException || each instanceof ModelException)
                .anyMatch(each -> cause.isInstance(each.getCause()));
    }

    private static Stream<String> sqlStates(Throwable failure) {
        return causes(failure)
                .filter(SQLException.class::isInstance)
                .map(cause -> ((SQLException) cause).getSQLState())
                .filter(Objects::nonNull);
    }

    /** With those that came on top, as at the end of a transaction. */
    private static Stream<Throwable> causes(Throwable failure) {
        return causes(failure, MAX_DEPTH);
    }

    private static Stream<Throwable> causes(Throwable failure, int depth) {
        if (failure == null || depth == 0) {
            return Stream.empty();
        }
        Stream<Throwable> more =
                Stream.concat(Stream.ofNullable(failure.getCause()), Stream.of(failure.getSuppressed()));
        return Stream.concat(Stream.of(failure), more.flatMap(each -> causes(each, depth - 1)));
    }
}
