package io.github.keycloakfinapi.internals;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.keycloak.Config;

/**
 * Adds to the server's own metrics. In a server that is built without metrics this does nothing, and does not need Micrometer.
 *
 * <p>The server keeps a series for each combination of labels as long as it runs. So a label must have few values, and none that a
 * caller makes up. docs/stability.md promises names and labels to operators.
 */
public final class Meters {
    private static final Config.Scope OPTIONS = Config.scope().root();
    private static final boolean ENABLED = OPTIONS.getBoolean("metrics-enabled", false);

    private Meters() {}

    /** Counts events. */
    @FunctionalInterface
    public interface Counter {
        void increment();
    }

    /** Counts events and adds up their duration. */
    @FunctionalInterface
    public interface Timer {
        void record(long nanoseconds);
    }

    /** A gauge with several series that are updated together. */
    @FunctionalInterface
    public interface Levels {
        /** Replaces all series. */
        void show(List<Level> levels);
    }

    /**
     * One series of a gauge.
     *
     * @param labels name, value, name, value, …
     */
    public record Level(double value, String... labels) {}

    /** @param labels name, value, name, value, … */
    public static Counter counter(String name, String description, String... labels) {
        return ENABLED ? OfTheServer.counter(name, description, labels) : () -> {};
    }

    /**
     * A timer with the buckets that the operator has configured for the server's HTTP requests, if any.
     *
     * @param labels name, value, name, value, …
     */
    public static Timer timer(String name, String description, String... labels) {
        return ENABLED ? OfTheServer.timer(name, description, labels) : nanoseconds -> {};
    }

    /** @param unit such as {@code seconds}; {@code null} for a count */
    public static Levels levels(String name, String description, String unit) {
        return ENABLED ? OfTheServer.levels(name, description, unit) : levels -> {};
    }

    /** A class of its own, so that it is loaded only if the server has Micrometer. */
    private static final class OfTheServer {
        private static final boolean HISTOGRAMS = OPTIONS.getBoolean("http-metrics-histograms-enabled", false);
        private static final Duration[] BUCKETS = buckets(OPTIONS.get("http-metrics-slos", ""));

        private static Duration[] buckets(String milliseconds) {
            return Stream.of(milliseconds.split(","))
                    .map(String::strip)
                    .filter(bucket -> !bucket.isEmpty())
                    .map(bucket -> Duration.ofMillis(Long.parseLong(bucket)))
                    .toArray(Duration[]::new);
        }

        static Counter counter(String name, String description, String... labels) {
            return io.micrometer.core.instrument.Counter.builder(name)
                    .description(description)
                    .tags(labels)
                    .register(Metrics.globalRegistry)::increment;
        }

        static Timer timer(String name, String description, String... labels) {
            io.micrometer.core.instrument.Timer timer = io.micrometer.core.instrument.Timer.builder(name)
                    .description(description)
                    .tags(labels)
                    .publishPercentileHistogram(HISTOGRAMS)
                    .serviceLevelObjectives(BUCKETS)
                    .register(Metrics.globalRegistry);
            return nanoseconds -> timer.record(nanoseconds, TimeUnit.NANOSECONDS);
        }

        static Levels levels(String name, String description, String unit) {
            MultiGauge gauge = MultiGauge.builder(name)
                    .description(description)
                    .baseUnit(unit)
                    .register(Metrics.globalRegistry);
            return levels -> gauge.register(
                    levels.stream()
                            .map(level -> MultiGauge.Row.of(Tags.of(level.labels()), level.value()))
                            .toList(),
                    true);
        }
    }
}
