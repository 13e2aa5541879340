package io.github.keycloakfinapi.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the number of users costs: the same calls to servers with few and with many of them. All servers run at once and are
 * called in turns, one call at a time.
 *
 * @param populations from the smallest
 * @param share of the samples that a question asks for, at most 1
 */
record Lists(List<Population> populations, double share) {

    /** How long one question may take at one size, in milliseconds, once it has the fewest samples. */
    private static final double PATIENCE = 8_000;

    private static final int FEWEST = 20;
    private static final int WARM_UP = 30;
    private static final double WARM_UP_PATIENCE = 1_000;
    private static final int WALKS = 3;
    private static final int SAMPLED_PAGES = 20;
    /** Those of the other benchmark that are repeated at each size. */
    private static final List<String> PAIRS = List.of("user token", "create, hashing made negligible", "delete");

    /** @param bySize in the order of the populations */
    record Asked(Question question, List<Latencies> bySize) {}

    record Result(List<Population> populations, List<Asked> asked, List<Walk> walks, Map<String, List<Ratios>> pairs) {}

    Result measure() {
        var asked = asked();
        var walks = walks();
        // The rest takes a while, and fails where a login takes longer than a second.
        System.out.println(new ListReport(new Result(populations, asked, walks, Map.of())).text());
        return new Result(populations, asked, walks, pairs());
    }

    private List<Asked> asked() {
        var questions = Question.all();
        var runs = new ArrayList<Run>();
        for (var question : questions) {
            for (var population : populations) {
                runs.add(new Run(question, question.ofPopulation().apply(population)));
            }
        }
        runs.forEach(Run::warmUp);
        var random = new Random(runs.size());
        var open = new ArrayList<>(runs);
        while (!open.isEmpty()) {
            Collections.shuffle(open, random);
            open.forEach(Run::measure);
            open.removeIf(run -> run.isDone(share));
        }
        var bySize = runs.stream()
                .collect(Collectors.groupingBy(
                        run -> run.question,
                        LinkedHashMap::new,
                        Collectors.mapping(run -> run.latencies, Collectors.toList())));
        return bySize.entrySet().stream()
                .map(each -> new Asked(each.getKey(), each.getValue()))
                .toList();
    }

    /** A question at one size. */
    private static final class Run {

        private final Question question;
        private final Question.Calls calls;
        private final Latencies latencies = new Latencies();
        private int number;

        Run(Question question, Question.Calls calls) {
            this.question = question;
            this.calls = calls;
        }

        void warmUp() {
            var ignored = new Latencies();
            while (ignored.size() < WARM_UP && ignored.sum() < WARM_UP_PATIENCE) {
                ignored.measure(calls.call(number++));
            }
        }

        void measure() {
            latencies.measure(calls.call(number++));
        }

        boolean isDone(double share) {
            return latencies.size() >= question.samples() * share
                    || latencies.size() >= FEWEST && latencies.sum() > PATIENCE;
        }
    }

    private List<Walk> walks() {
        var walks = populations.stream()
                .map(population -> Walk.begun(population, SAMPLED_PAGES))
                .toList();
        for (var round = 0; round < WALKS * share; round++) {
            for (var i = 0; i < walks.size(); i++) {
                walks.get(i).round(populations.get(i), SAMPLED_PAGES);
            }
        }
        return walks;
    }

    private Map<String, List<Ratios>> pairs() {
        var rounds = share < 1 ? new Rounds(1, 1, 1) : new Rounds(4, 1, 1);
        var ratios = new LinkedHashMap<String, List<Ratios>>();
        for (var population : populations) {
            Benchmark.forEachPair(
                    population.keycloak(),
                    PAIRS::contains,
                    comparison -> ratios.computeIfAbsent(comparison.name(), name -> new ArrayList<>())
                            .add(ratios(rounds, comparison, population)));
        }
        return ratios;
    }

    private static Ratios ratios(Rounds rounds, Comparison comparison, Population population) {
        try (var wrk = new Wrk()) {
            return rounds.inTurns(Stream.of(comparison.theirs(), comparison.ours())
                            .map(load -> new Runner(load, population.keycloak(), wrk))
                            .toList())
                    .get(1);
        }
    }
}
