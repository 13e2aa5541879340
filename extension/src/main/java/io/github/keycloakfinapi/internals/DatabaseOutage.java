package io.github.keycloakfinapi.internals;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Whether this node's database is away. The first call that fails because of it starts the outage. Then one thread asks the database
 * until it answers, and calls are refused at once: if each of them waited, they would occupy all worker threads, and the calls
 * behind them would wait for a thread.
 */
public final class DatabaseOutage {
    private static final Logger LOG = Logger.getLogger(DatabaseOutage.class);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

    /** The thread that asks; {@code null} while there is no outage. */
    private static final AtomicReference<Thread> PROBE = new AtomicReference<>();

    private DatabaseOutage() {}

    /** Whether calls are to be refused. */
    public static boolean isOn() {
        return PROBE.get() != null;
    }

    /**
     * Starts an outage if this is why a call failed.
     *
     * @param failure what ended the call, of whatever kind
     */
    public static void notice(KeycloakSessionFactory factory, Throwable failure) {
        if (!DatabaseFailure.isAway(failure) || isOn()) {
            return;
        }
        Throwable reason = DatabaseFailure.root(failure);
        Thread probe = new Thread(() -> awaitDatabase(factory), "finapi-database-probe");
        probe.setDaemon(true);
        if (PROBE.compareAndSet(null, probe)) {
            LOG.warnf("The database does not answer; calls get 503 until it does: %s", reason);
            probe.start();
        }
    }

    /** Ends the outage and its thread, as when the server stops. */
    public static void close() {
        PROBE.set(null);
    }

    private static void awaitDatabase(KeycloakSessionFactory factory) {
        long start = System.nanoTime();
        while (isOn()) {
            try {
                Database.withStatementLimit(factory, () -> ask(factory));
                close();
                LOG.infof(
                        "The database answers again, after %d ms",
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
            } catch (RuntimeException | Error e) {
                // Errors, too: without this thread the outage would never end.
                LOG.debug("The database does not answer", e);
                LockSupport.parkNanos(PAUSE);
            }
        }
    }

    private static Object ask(KeycloakSessionFactory factory) {
        return KeycloakModelUtils.runJobInTransactionWithResult(
                factory,
                session -> Database.of(session)
                        .createQuery("select realm.id from RealmEntity realm where realm.id = '-'")
                        .getResultList());
    }
}
