package io.github.keycloakfinapi.callback;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** How long to wait after failures: twice as long after each, and not all at the same moment. */
final class Pauses {
    static final long FIRST = TimeUnit.SECONDS.toMillis(1);
    static final long LONGEST = TimeUnit.MINUTES.toMillis(5);
    /** Further doubling would exceed the longest. */
    private static final int DOUBLINGS = 9;

    private Pauses() {}

    /**
     * In milliseconds.
     *
     * @param failures in a row, from 1
     */
    static long after(int failures) {
        long longest = Math.min(LONGEST, FIRST << Math.min(Math.max(failures - 1, 0), DOUBLINGS));
        return ThreadLocalRandom.current().nextLong(longest / 2, longest + 1);
    }
}
