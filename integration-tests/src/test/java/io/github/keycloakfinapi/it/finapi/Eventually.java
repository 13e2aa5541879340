package io.github.keycloakfinapi.it.finapi;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What happens in the background is waited for, and not for ever. */
public final class Eventually {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(200);

    private Eventually() {}

    /** The first value that is as wanted, or else the last. */
    public static <T> T get(Supplier<T> source, Predicate<T> wanted) {
        var deadline = System.nanoTime() + PATIENCE;
        var value = source.get();
        while (!wanted.test(value) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(PAUSE);
            value = source.get();
        }
        return value;
    }

    /** The assertion holds in the end. */
    public static void holds(Runnable assertion) {
        get(() -> passes(assertion), passes -> passes);
        assertion.run();
    }

    private static boolean passes(Runnable assertion) {
        try {
            assertion.run();
            return true;
        } catch (AssertionError notYet) {
            return false;
        }
    }
}
