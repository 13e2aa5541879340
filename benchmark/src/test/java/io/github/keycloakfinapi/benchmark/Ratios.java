package io.github.keycloakfinapi.benchmark;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** How many times as much one side did as the other, for each round. */
record Ratios(List<Double> each) {

    double median() {
        return median(each);
    }

    double lowest() {
        return each.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    double highest() {
        return each.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    double highestButOne() {
        return each.stream()
                .sorted(Comparator.reverseOrder())
                .limit(2)
                .reduce((highest, next) -> next)
                .orElseThrow();
    }

    @Override
    public String toString() {
        return Report.format("%.2f (%.2f to %.2f)", median(), lowest(), highest());
    }

    static double median(List<Double> values) {
        var sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        var middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
