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
 * Processes the logins of one id one at a time on this node. Of simultaneous logins Keycloak would only accept the first and
 * refuse the others, even with the right password. Without that guard, all of them would be evaluated before the first one
 * is counted. Unknown ids are treated in the same way.
 *
 * <p>A waiting login occupies a worker thread, and nothing else. So only few may wait, and not for long.
 */
final class LoginGate {
    /** In seconds. */
    static final int MAX_WAIT = 5;

    private static final int MAX_WAITING_FOR_ONE_ID = 20;
    /** Keycloak has at least 50 worker threads by default. */
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

    /** @param callers the logins that wait, plus the one in progress */
    private record Gate(Semaphore place, int callers) {

        Gate withOneMore() {
            return new Gate(place, callers + 1);
        }

        Gate withOneLess() {
            return callers == 1 ? null : new Gate(place, callers - 1);
        }
    }

    /** Must be run when the transaction of the login has ended. A second run does nothing. */
    interface Exit extends Runnable {}

    /**
     * Waits for this id's turn.
     *
     * @param realm Keycloak's id of the realm
     * @param deadline by {@link System#nanoTime()}
     * @throws io.github.keycloakfinapi.api.ApiException 503 if too many are waiting, or the deadline has passed
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
            // With a time-out, even 0: without one, tryAcquire would overtake waiting logins.
            if (gate.place().tryAcquire(0, TimeUnit.NANOSECONDS)) {
                return true;
            }
            // The login in progress does not wait.
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
