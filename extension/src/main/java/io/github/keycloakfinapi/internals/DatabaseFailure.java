package io.github.keycloakfinapi.internals;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.keycloak.models.ModelException;

/**
 * What an exception says about the database. JDBC's SQLSTATE tells most of it, and is found among the causes and the suppressed
 * exceptions.
 */
public final class DatabaseFailure {
    /** Causes may form a circle. */
    private static final int MAX_DEPTH = 20;

    private DatabaseFailure() {}

    /**
     * Whether the same call may succeed later: the database is away, overloaded or too slow, or has rolled back the transaction in
     * favour of another one.
     */
    public static boolean isTemporary(Throwable failure) {
        return isAway(failure)
                // Rolled back, out of resources, ended by an operator.
                || sqlStates(failure).anyMatch(state -> state.matches("(40|53|57).*"))
                // No connection of the pool became free in time.
                || isCausedBy(TimeoutException.class, failure);
    }

    /** Whether the database does not answer. */
    static boolean isAway(Throwable failure) {
        // Connection exceptions; PostgreSQL's for a server that stops or starts.
        return sqlStates(failure).anyMatch(state -> state.matches("08.*|57P0."))
                || isCausedBy(IOException.class, failure);
    }

    /** The first cause, which has the most telling message. */
    static Throwable root(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(MAX_DEPTH)
                .reduce((later, earlier) -> earlier)
                .orElse(failure);
    }

    /** Keycloak sometimes drops the {@link SQLException}, and wraps only its cause. */
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

    /** The exception, its causes, and all that these suppress. */
    static Stream<Throwable> causes(Throwable failure) {
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
