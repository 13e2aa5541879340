package io.github.keycloakfinapi.callback;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jboss.logging.Logger;

/** What the server's metrics show of the notices. They tell no user and no client. */
class Meters {
    private static final Logger LOG = Logger.getLogger(Meters.class);

    private Meters() {}

    /** Those of the server, or none where it is built without. */
    static Meters ofTheServer() {
        try {
            return new OfTheServer();
        } catch (LinkageError none) {
            LOG.debug("There are no metrics");
            return new Meters();
        }
    }

    /**
     * How the notices of a realm stand.
     *
     * @param oldestSeconds age of the oldest one that waits, 0 when none does
     */
    record Standing(String realm, long waiting, long parked, long oldestSeconds) {}

    void count(String realm, Outcome.Kind kind) {
        // There are none.
    }

    void show(List<Standing> realms) {
        // There are none.
    }

    private static final class OfTheServer extends Meters {
        private final MultiGauge notices = MultiGauge.builder("finapi.callback.notices")
                .description("Notices of deleted users that wait to be sent, or are parked; the same at every node")
                .register(Metrics.globalRegistry);
        private final MultiGauge oldest = MultiGauge.builder("finapi.callback.oldest")
                .description("Age of the oldest notice that waits; the same at every node")
                .baseUnit("seconds")
                .register(Metrics.globalRegistry);

        @Override
        void count(String realm, Outcome.Kind kind) {
            Metrics.counter("finapi.callback.attempts", "realm", realm, "outcome", kind.tag())
                    .increment();
        }

        @Override
        void show(List<Standing> realms) {
            notices.register(
                    realms.stream()
                            .flatMap(realm -> List.of(
                                    row(realm, "waiting", Standing::waiting), row(realm, "parked", Standing::parked))
                                    .stream())
                            .toList(),
                    true);
            oldest.register(
                    realms.stream()
                            .map(realm -> MultiGauge.Row.of(Tags.of("realm", realm.realm()), realm.oldestSeconds()))
                            .toList(),
                    true);
        }

        private static MultiGauge.Row<Number> row(Standing realm, String state, ToLongFunction<Standing> value) {
            return MultiGauge.Row.of(Tags.of("realm", realm.realm(), "state", state), value.applyAsLong(realm));
        }
    }
}
