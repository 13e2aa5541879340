package io.github.keycloakfinapi.benchmark;

import java.util.List;

/**
 * What came out of a comparison.
 *
 * @param ratios of the throughputs; over 1: ours is faster
 */
record Outcome(Comparison comparison, Side ours, Side theirs, Ratios ratios) {

    /**
     * One side.
     *
     * @param throughputs requests a second, one for each round
     * @param paced at half the throughput that the slower side reached
     * @param usage of one call, when paced
     */
    record Side(List<Double> throughputs, Wrk.Result paced, Usage usage) {

        double throughput() {
            return Ratios.median(throughputs);
        }
    }
}
