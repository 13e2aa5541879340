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
 * The server's own metrics. In a server that is built without them nothing is measured, and Micrometer is not needed.
 *
 * <p>The server keeps a series for each combination of labels for as long as it runs. So a label has few values, and never one
 * that a caller makes up. Names and labels are promised to operators by docs/stability.md.
 */
public final class Meters {
    // The only place that names Keycloak's options for this: "metrics-enabled", and those of its HTTP metrics below.
    private static final Config.Scope OPTIONS = Config.scope().root();
    private static final boolean ENABLED = OPTIONS.getBoolean("metrics-enabled", false);

    private Meters() {}

    /** A number that only rises. */
    @FunctionalInterface
    public interface Counter {
        void increment();
    }

    /** How often something has happened, and how long it took. */
    @FunctionalInterface
    public interface Timer {
        void record(long nanoseconds);
    }

    /** Levels that are known together, one for each combination of labels. */
    @FunctionalInterface
    public interface Levels {
        /** Replaces all of them. */
        void show(List<Level> levels);
    }

    /** @param labels names and values by turns */
    public record Level(double value, String... labels) {}

    /** @param labels names and values by turns */
    public static Counter counter(String name, String description, String... labels) {
        return ENABLED ? OfTheServer.counter(name, description, labels) : () -> {};
    }

    /**
     * A timer, with the buckets that the operator has chosen for the server's HTTP requests, if any.
     *
     * @param labels names and values by turns
     */
    public static Timer timer(String name, String description, String... labels) {
        return ENABLED ? OfTheServer.timer(name, description, labels) : nanoseconds -> {};
    }

    /** @param unit such as {@code seconds}; {@code null} for a number of things */
    public static Levels levels(String name, String description, String unit) {
        return ENABLED ? OfTheServer.levels(name, description, unit) : levels -> {};
    }

    /** Loaded only where Micrometer is. */
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
