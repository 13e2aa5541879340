package io.github.keycloakfinapi.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Figures in Markdown. */
final class Report {

    private Report() {}

    /** A part of a document, between {@code <!-- name -->} and {@code <!-- end of name -->}, gets another content. */
    static void write(Path document, String name, String content) throws IOException {
        var text = Files.readString(document, UTF_8);
        var begin = "<!-- " + name + " -->\n";
        var from = text.indexOf(begin);
        var to = text.indexOf("<!-- end of " + name + " -->");
        if (from < 0 || to < from) {
            throw new IllegalArgumentException(document + " has no place for " + name);
        }
        Files.writeString(
                document, text.substring(0, from + begin.length()) + "\n" + content + "\n" + text.substring(to));
    }

    static String throughput(List<Outcome> outcomes) {
        return table(
                "| | ours/s | theirs/s | ratio | lowest to highest | goal | |\n| --- | --: | --: | --: | --- | --: | --- |\n",
                outcomes.stream()
                        .map(outcome -> format(
                                "| %s | %.0f | %.0f | **%.2f** | %.2f to %.2f | %.2f | %s |",
                                outcome.comparison().name(),
                                outcome.ours().throughput(),
                                outcome.theirs().throughput(),
                                outcome.ratios().median(),
                                outcome.ratios().lowest(),
                                outcome.ratios().highest(),
                                outcome.comparison().goal(),
                                verdict(outcome.ratios(), outcome.comparison().goal())))
                        .toList());
    }

    /** Of ten rounds the median of endless many lies between the second lowest and the second highest, in 98 cases of 100. */
    private static String verdict(Ratios ratios, double goal) {
        if (ratios.median() >= goal) {
            return "reached";
        }
        return ratios.highestButOne() >= goal ? "within the noise" : "missed";
    }

    static String cost(List<Outcome> outcomes, Statements statements) {
        return table(
                "| | call | calls | p50 ms | p95 ms | p99 ms | CPU ms | allocated KiB | SQL statements |\n"
                        + "| --- | --- | --: | --: | --: | --: | --: | --: | --: |\n",
                outcomes.stream()
                        .flatMap(outcome -> List.of(
                                row(outcome, outcome.comparison().ours(), outcome.ours(), statements),
                                row(outcome, outcome.comparison().theirs(), outcome.theirs(), statements))
                                .stream())
                        .toList());
    }

    private static String row(Outcome outcome, Load load, Outcome.Side side, Statements statements) {
        return format(
                "| %s | %s | %d | %.1f | %.1f | %.1f | %.2f | %.0f | %d |",
                outcome.comparison().name(),
                load.name(),
                side.paced().requests(),
                side.paced().p50(),
                side.paced().p95(),
                side.paced().p99(),
                side.usage().cpu(),
                side.usage().allocated() / 1024,
                statements.of(outcome.comparison().name(), load.name()));
    }

    static String startup(Startup startup) {
        return format(
                "Start-up, %d starts of each in turns: %.2f s with the JARs, %.2f s without, ratio %s (goal: at most 1.03).",
                startup.with().size(),
                Ratios.median(startup.with()),
                Ratios.median(startup.without()),
                startup.ratios());
    }

    static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }

    private static String table(String head, List<String> rows) {
        return head + String.join("\n", rows) + "\n";
    }
}
