package io.github.keycloakfinapi.oauth;

import io.github.keycloakfinapi.api.ApiError;
import io.github.keycloakfinapi.internals.Meters;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets the logins of one id in one after the other, on this node: of many at once Keycloak lets in the first and refuses the
 * others, be their password right, and without that all of them would be evaluated before the first one is counted. Ids are
 * told apart by realm and by nothing else, whether a user has one or not.
 *
 * <p>Whoever waits holds a worker thread, and nothing else; so few may wait, and not for long.
 */
final class LoginGate {
    /** Seconds. */
    static final int MAX_WAIT = 5;

    private static final int MAX_WAITING_FOR_ONE_ID = 20;
    /** Of at least 50 worker threads that Keycloak has. */
    private static final int MAX_WAITING = 32;

    private static final Semaphore WAITING = new Semaphore(MAX_WAITING);
    private static final Map<Id, Gate> GATES = new ConcurrentHashMap<>();

    private static final Meters.Timer ENTERED = waits("entered");
    private static final Meters.Timer GAVE_UP = waits("gave_up");
    private static final Meters.Timer FULL = waits("full");

    private LoginGate() {}

    private static Meters.Timer waits(String outcome) {
        return Meters.timer(
                "finapi.login.waits",
                "Logins that waited for another login of the same id on this node",
                "outcome",
                outcome);
    }

    private record Id(String realm, String id) {}

    /** @param callers those who wait and the one who is in */
    private record Gate(Semaphore place, int callers) {

        Gate withOneMore() {
            return new Gate(place, callers + 1);
        }

        Gate withOneLess() {
            return callers == 1 ? null : new Gate(place, callers - 1);
        }
    }

    /** To be run once the transaction of the login has ended; a second time does nothing. */
    interface Exit extends Runnable {}

    /**
     * Waits for this id's turn.
     *
     * @param realm Keycloak's id of the realm
     * @param deadline by {@link System#nanoTime()}
     * @throws io.github.keycloakfinapi.api.ApiException 503 when too many wait already, or the time is over
     */
    static Exit enter(String realm, String id, long deadline) {
        Id key = new Id(realm, id.toLowerCase(Locale.ROOT));
        Gate gate = GATES.compute(
                key, (same, there) -> there == null ? new Gate(new Semaphore(1, true), 1) : there.withOneMore());
        if (!isLetIn(gate, deadline)) {
            leave(key);
            throw ApiError.NOT_NOW.asException();
        }
        AtomicBoolean left = new AtomicBoolean();
        return () -> {
            if (left.compareAndSet(false, true)) {
                gate.place().release();
                leave(key);
            }
        };
    }

    private static boolean isLetIn(Gate gate, long deadline) {
        try {
            // With a time, even none: without one it would pass those who wait.
            if (gate.place().tryAcquire(0, TimeUnit.NANOSECONDS)) {
                return true;
            }
            // The one who is in does not wait.
            if (gate.callers() - 1 > MAX_WAITING_FOR_ONE_ID || !WAITING.tryAcquire()) {
                FULL.record(0);
                return false;
            }
            long start = System.nanoTime();
            try {
                boolean entered = gate.place().tryAcquire(deadline - start, TimeUnit.NANOSECONDS);
                (entered ? ENTERED : GAVE_UP).record(System.nanoTime() - start);
                return entered;
            } finally {
                WAITING.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void leave(Id key) {
        GATES.computeIfPresent(key, (same, gate) -> gate.withOneLess());
    }
}
