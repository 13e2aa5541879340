package io.github.keycloakfinapi.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All users from the first page to the last, by the list and by Admin REST. Deleted users are in the list only.
 *
 * @param ours seconds, for each round
 * @param theirs seconds, for each round
 * @param sampled whether Admin REST was asked only for some pages, spread evenly over the depth, and the rest is assumed to be
 *     like them
 */
record Walk(int pages, List<Double> ours, List<Double> theirs, boolean sampled) {

    private static final int PER_PAGE = 500;

    static Walk begun(Population population, int samples) {
        var pages = Question.pages(population.total(""), PER_PAGE);
        return new Walk(pages, new ArrayList<>(), new ArrayList<>(), pages > samples);
    }

    void round(Population population, int samples) {
        ours.add(ours(population));
        theirs.add(theirs(population, samples));
    }

    private double ours(Population population) {
        var latencies = new Latencies();
        IntStream.rangeClosed(1, pages)
                .forEach(page -> latencies.measure(population.list("perPage=" + PER_PAGE + "&page=" + page)));
        return latencies.sum() / 1000;
    }

    private static double theirs(Population population, int samples) {
        var count = new Latencies();
        var users = Long.parseLong(new String(count.measure(population.admin("/users/count"))));
        var pages = Question.pages(users, PER_PAGE);
        var some = Math.min(samples, pages);
        var latencies = new Latencies();
        for (var sample = 0; sample < some; sample++) {
            var page = (int) ((sample + 0.5) * pages / some);
            latencies.measure(population.admin(
                    "/users?briefRepresentation=true&max=" + PER_PAGE + "&first=" + (long) page * PER_PAGE));
        }
        return (count.sum() + latencies.sum() / some * pages) / 1000;
    }

    double oursMedian() {
        return Ratios.median(ours);
    }

    double theirsMedian() {
        return Ratios.median(theirs);
    }

    Ratios ratios() {
        return new Ratios(IntStream.range(0, ours.size())
                .mapToObj(round -> theirs.get(round) / ours.get(round))
                .toList());
    }
}
