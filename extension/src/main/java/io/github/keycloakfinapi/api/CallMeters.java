package io.github.keycloakfinapi.api;

import io.github.keycloakfinapi.internals.Meters;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The server's metrics of calls: number, duration and result. No label has a value that callers make up. */
final class CallMeters {
    private static final Map<Labels, Meters.Timer> TIMERS = new ConcurrentHashMap<>();

    private CallMeters() {}

    /** Each has few values, and few combinations occur. */
    private record Labels(String operation, ApiVersion version, int status, String error) {

        Meters.Timer timer() {
            return Meters.timer(
                    "finapi.calls",
                    "Calls of finAPI's API, from the extension's first step to its finished answer",
                    "operation",
                    operation,
                    "version",
                    version.label(),
                    "status",
                    Integer.toString(status),
                    "error",
                    error == null ? "" : error);
        }
    }

    /**
     * Counts a call that has ended.
     *
     * @param operation the name of the operation
     * @param error finAPI's code, or {@code null} for an answer that is no error
     */
    static void count(String operation, ApiVersion version, int status, String error, long nanoseconds) {
        Labels labels = new Labels(operation, version, status, error);
        Meters.Timer timer = TIMERS.get(labels);
        if (timer == null) {
            timer = TIMERS.computeIfAbsent(labels, Labels::timer);
        }
        timer.record(nanoseconds);
    }
}
