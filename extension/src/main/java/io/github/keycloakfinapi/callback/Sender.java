package io.github.keycloakfinapi.callback;

import io.github.keycloakfinapi.internals.OutgoingHttp;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Finds the receivers for which something is due, and starts the delivery: right after this node has committed a deletion,
 * and every few seconds for everything else. Nothing is queued in memory; the database decides what is due.
 */
final class Sender implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Sender.class);
    /** The interval of looking for work, in seconds. */
    private static final int INTERVAL = 5;
    /** The interval of updating the metrics, in seconds. */
    private static final int METERS = 15;
    /** Delay in milliseconds, because deletions come in bursts. */
    private static final int SOON = 100;
    /** How many receivers a node sends to at the same time. */
    private static final int RECEIVERS = 16;
    /** After how many seconds an idle thread ends. */
    private static final int IDLE = 30;

    private final KeycloakSessionFactory factory;
    private final NoticeMeters meters = new NoticeMeters();
    private final OutgoingHttp http = new OutgoingHttp(PublicAddress::is);
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "finapi-callback"));
    private final ThreadPoolExecutor senders = pool("finapi-callback-sender-");
    private final ThreadPoolExecutor helpers = pool("finapi-callback-helper-");
    private final Set<String> active = ConcurrentHashMap.newKeySet();
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean newReceivers = new AtomicBoolean(true);
    private final AtomicBoolean woken = new AtomicBoolean();

    Sender(KeycloakSessionFactory factory) {
        this.factory = factory;
    }

    private static ThreadPoolExecutor pool(String name) {
        AtomicInteger count = new AtomicInteger();
        return new ThreadPoolExecutor(
                0,
                RECEIVERS,
                IDLE,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> daemon(task, name + count.incrementAndGet()));
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    void start() {
        clock.scheduleWithFixedDelay(this::lookForWork, INTERVAL, INTERVAL, TimeUnit.SECONDS);
        clock.scheduleWithFixedDelay(this::lookForLeftOvers, 1, 1, TimeUnit.MINUTES);
        clock.scheduleWithFixedDelay(() -> attempt(this::showStanding), METERS, METERS, TimeUnit.SECONDS);
        clock.scheduleWithFixedDelay(() -> attempt(this::dropOld), 1, 60, TimeUnit.MINUTES);
    }

    private void showStanding() {
        KeycloakModelUtils.runJobInTransaction(factory, session -> new Queue(session).release(session));
        meters.show(KeycloakModelUtils.runJobInTransactionWithResult(
                factory, session -> new Queue(session).standing(session)));
    }

    /** Notices for these clients have been committed. */
    void wake(Set<String> clients) {
        if (known.addAll(clients)) {
            newReceivers.set(true);
        }
        wake();
    }

    /** Several calls result in one search for work. */
    private void wake() {
        if (woken.compareAndSet(false, true)) {
            try {
                clock.schedule(this::lookForWork, SOON, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException atTheEnd) {
                LOG.debug("Notices of deleted users are sent after the next start");
            }
        }
    }

    void forget(String client) {
        known.remove(client);
    }

    /** Adds receivers for notices of a node that stopped before it added them. */
    private void lookForLeftOvers() {
        newReceivers.set(true);
    }

    private void lookForWork() {
        woken.set(false);
        if (newReceivers.compareAndSet(true, false)) {
            attempt(this::addReceivers);
        }
        attempt(this::sendAll);
    }

    private void addReceivers() {
        try {
            inQueue(Queue::addReceivers);
        } catch (RuntimeException e) {
            newReceivers.set(true);
            // Another node may have just added the same one.
            LOG.infof("Receivers of notices of deleted users were not added; this will be retried: %s", e.getMessage());
        }
    }

    private void sendAll() {
        List<String> due =
                KeycloakModelUtils.runJobInTransactionWithResult(factory, session -> new Queue(session).due());
        for (String client : due) {
            if (!active.add(client)) {
                continue;
            }
            try {
                senders.execute(() -> send(client));
            } catch (RejectedExecutionException busy) {
                // Each delivery looks for more work when it ends.
                active.remove(client);
                return;
            }
        }
    }

    private void send(String client) {
        boolean more = false;
        try {
            more = new Delivery(factory, http, helpers, meters, client).run();
        } catch (RuntimeException e) {
            LOG.warn("Notices of deleted users were not sent; this will be retried", e);
        } finally {
            active.remove(client);
        }
        if (more) {
            wake();
        }
    }

    private void dropOld() {
        inQueue(queue -> {
            queue.forgetRemovals();
            int dropped = queue.dropOld();
            if (dropped > 0) {
                LOG.warnf("%d notices of deleted users that could not be sent were deleted after 30 days", dropped);
            }
        });
    }

    private void inQueue(Consumer<Queue> work) {
        KeycloakModelUtils.runJobInTransaction(factory, session -> work.accept(new Queue(session)));
    }

    /** Catches failures, so that the schedule continues. */
    private static void attempt(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.warn("The search for notices of deleted users failed; this will be retried", e);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        senders.shutdownNow();
        helpers.shutdownNow();
        http.close();
    }
}
