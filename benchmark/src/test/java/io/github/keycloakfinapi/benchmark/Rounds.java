package io.github.keycloakfinapi.benchmark;

import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs both sides of a comparison in turns, so that whatever the machine does meanwhile happens to both.
 *
 * @param number of rounds, of one run of each side
 * @param seconds of a run
 * @param warmUp seconds of a run that does not count, before the first that does
 */
record Rounds(int number, int seconds, int warmUp) {

    Outcome of(Comparison comparison, KeycloakServer ofOurs, KeycloakServer ofTheirs) {
        var lasts = comparison.seconds(seconds);
        try (var wrk = new Wrk()) {
            var ours = new Runner(comparison.ours(), ofOurs, wrk);
            var theirs = new Runner(comparison.theirs(), ofTheirs, wrk);
            ours.warmUp(comparison.seconds(warmUp));
            theirs.warmUp(comparison.seconds(warmUp));
            var ratios = new ArrayList<Double>();
            for (var round = 0; round < number; round++) {
                // Neither is always the first after the other.
                var first = round % 2 == 0 ? ours : theirs;
                first.measure(lasts);
                (first == ours ? theirs : ours).measure(lasts);
                ratios.add(ours.last() / theirs.last());
            }
            var half = Math.min(ours.throughput(), theirs.throughput()) / 2;
            return new Outcome(
                    comparison,
                    ours.side(ours.pace(lasts, half)),
                    theirs.side(theirs.pace(lasts, half)),
                    List.copyOf(ratios));
        }
    }
}
