package io.github.keycloakfinapi.benchmark;

import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Runs all sides of a comparison in turns, so that whatever the machine does meanwhile happens to each.
 *
 * @param number of rounds, of one run of each side
 * @param seconds of a run
 * @param warmUp seconds of a run that does not count, before the first that does
 */
record Rounds(int number, int seconds, int warmUp) {

    Outcome of(Comparison comparison, KeycloakServer keycloak) {
        try (var wrk = new Wrk()) {
            var ours = new Runner(comparison.ours(), keycloak, wrk);
            var theirs = new Runner(comparison.theirs(), keycloak, wrk);
            var ofOne = new Rounds(number, comparison.seconds(seconds), comparison.seconds(warmUp));
            var ratios = ofOne.inTurns(List.of(theirs, ours)).get(1);
            var half = Math.min(ours.throughput(), theirs.throughput()) / 2;
            return new Outcome(
                    comparison, ours.pace(4 * ofOne.seconds(), half), theirs.pace(4 * ofOne.seconds(), half), ratios);
        }
    }

    void warmUp(Comparison comparison, KeycloakServer keycloak) {
        try (var wrk = new Wrk()) {
            for (var load : List.of(comparison.theirs(), comparison.ours())) {
                new Runner(load, keycloak, wrk).warmUp(comparison.seconds(warmUp));
            }
        }
    }

    /** For each side its throughput by the first one's in the same round. */
    List<Ratios> inTurns(List<Runner> sides) {
        sides.forEach(side -> side.warmUp(warmUp));
        var random = new Random(number);
        var ratios = sides.stream().map(side -> new Ratios(new ArrayList<>())).toList();
        var order = new ArrayList<>(sides);
        for (var round = 0; round < number; round++) {
            // None is always the first, or after the same other; of two each is the first as often.
            if (round % 2 == 0) {
                Collections.shuffle(order, random);
            } else {
                Collections.reverse(order);
            }
            order.forEach(side -> side.measure(seconds));
            for (var side = 0; side < sides.size(); side++) {
                ratios.get(side)
                        .each()
                        .add(sides.get(side).last() / sides.get(0).last());
            }
        }
        return ratios;
    }
}
