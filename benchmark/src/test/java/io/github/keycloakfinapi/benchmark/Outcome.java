package io.github.keycloakfinapi.benchmark;

import java.util.Arrays;
import java.util.List;

/**
 * What came out of a comparison.
 *
 * @param paced both at half the throughput that the slower of them reached
 */
record Outcome(Comparison comparison, Side ours, Side theirs, List<Double> ratios) {

    /**
     * One side.
     *
     * @param throughputs requests a second, one for each round
     * @param usage of one call
     */
    record Side(List<Double> throughputs, Wrk.Result paced, Usage usage) {

        double throughput() {
            return median(throughputs);
        }
    }

    /** Of the throughputs in one round. Over 1: ours is faster. */
    double ratio() {
        return median(ratios);
    }

    double lowest() {
        return ratios.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    double highest() {
        return ratios.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    static double median(List<Double> values) {
        var sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        var middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
