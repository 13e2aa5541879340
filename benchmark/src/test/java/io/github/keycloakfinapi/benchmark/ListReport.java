package io.github.keycloakfinapi.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The figures of {@link Lists} in Markdown. */
record ListReport(Lists.Result result) {

    private static final double WALK_GOAL = 100;
    /** Ten times the users may take so many times as long. */
    private static final double GROWTH_GOAL = 12;

    static String sizes(int users) {
        return String.format(Locale.US, "%,d", users);
    }

    String text() {
        return "### All users\n\n" + walks() + "\n### One call\n\n" + latencies() + "\n### Others' calls\n\n" + pairs()
                + "\n### The register\n\n" + registered();
    }

    private int last() {
        return result.populations().size() - 1;
    }

    private String head(String first, String last) {
        var sizes = result.populations().stream()
                .map(population -> sizes(population.users()))
                .collect(Collectors.joining(" | "));
        return first + sizes + last + "\n";
    }

    private String walks() {
        var rows = new StringBuilder(
                "| users | pages | ours s | Admin REST s | times as fast | lowest to highest | goal | |"
                        + " times as long | goal | |\n| --: | --: | --: | --: | --: | --- | --: | --- | --: | --: | --- |\n");
        for (var i = 0; i < result.walks().size(); i++) {
            var walk = result.walks().get(i);
            rows.append(Report.format(
                    "| %s | %d | %.2f | %s%.1f | **%.0f** | %.0f to %.0f | %s |",
                    sizes(result.populations().get(i).users()),
                    walk.pages(),
                    walk.oursMedian(),
                    walk.sampled() ? "about " : "",
                    walk.theirsMedian(),
                    walk.ratios().median(),
                    walk.ratios().lowest(),
                    walk.ratios().highest(),
                    i == last()
                            ? Report.format(
                                    "%.0f | %s",
                                    WALK_GOAL, reached(walk.ratios().median() >= WALK_GOAL))
                            : " | "));
            if (i == 0) {
                rows.append(" | | |\n");
            } else {
                var longer = walk.oursMedian() / result.walks().get(i - 1).oursMedian();
                var larger = (double) result.populations().get(i).users()
                        / result.populations().get(i - 1).users();
                var goal = GROWTH_GOAL * larger / 10;
                rows.append(Report.format(" **%.1f** | %.0f | %s |\n", longer, goal, reached(longer <= goal)));
            }
        }
        return rows.toString();
    }

    private String latencies() {
        var columns = "--: | ".repeat(result.populations().size());
        var rows = new StringBuilder(head("| | call | calls | ", " | goal | |"))
                .append("| --- | --- | --: | ")
                .append(columns)
                .append("--- | --- |\n");
        for (var asked : result.asked()) {
            rows.append(Report.format(
                    "| %s | %s | %d | %s | %s |\n",
                    asked.question().name(),
                    asked.question().call(),
                    asked.bySize().get(last()).size(),
                    asked.bySize().stream()
                            .map(latencies -> Report.format("%.1f / %.1f", latencies.p50(), latencies.p99()))
                            .collect(Collectors.joining(" | ")),
                    verdict(asked)));
        }
        return rows.toString();
    }

    private String verdict(Lists.Asked asked) {
        var goal = asked.question().goal();
        var p99 = asked.bySize().get(last()).p99();
        return switch (goal.kind()) {
            case NONE -> " | ";
            case MILLISECONDS ->
                Report.format("%.1f, under %.0f ms | %s", p99, goal.atMost(), reached(p99 < goal.atMost()));
            case TIMES_SMALLEST -> times(p99 / asked.bySize().get(0).p99(), "the smallest", goal);
            case TIMES_OTHER ->
                times(p99 / find(goal.than()).bySize().get(last()).p99(), goal.than(), goal);
        };
    }

    private static String times(double times, String than, Question.Goal goal) {
        return Report.format(
                "%.2f, at most %.1f times %s | %s", times, goal.atMost(), than, reached(times <= goal.atMost()));
    }

    /** The first of this name is ours. */
    private Lists.Asked find(String name) {
        return result.asked().stream()
                .filter(asked -> asked.question().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static String reached(boolean is) {
        return is ? "reached" : "missed";
    }

    private String pairs() {
        return head("| | ", " |")
                + "| --- | " + "--- | ".repeat(result.populations().size()).strip() + "\n"
                + result.pairs().entrySet().stream().map(ListReport::pair).collect(Collectors.joining());
    }

    private static String pair(Map.Entry<String, List<Ratios>> pair) {
        return "| " + pair.getKey() + " | "
                + pair.getValue().stream().map(Ratios::toString).collect(Collectors.joining(" | ")) + " |\n";
    }

    private String registered() {
        return head("| | ", " |")
                + "| --- | " + "--: | ".repeat(result.populations().size()).strip() + "\n| entered after | "
                + IntStream.rangeClosed(0, last())
                        .mapToObj(i -> Report.format(
                                "%d s", result.populations().get(i).registered().toSeconds()))
                        .collect(Collectors.joining(" | "))
                + " |\n";
    }
}
