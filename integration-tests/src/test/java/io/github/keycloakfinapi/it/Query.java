package io.github.keycloakfinapi.it;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.github.keycloakfinapi.it.finapi.Metrics;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The metrics and labels in a PromQL expression. It understands only what the project's own expressions use. */
record Query(String text) {

    private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{([^}]*)})?(?!\\w|\\s*\\()");
    private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)\\s*\"");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|without|on|ignoring)\\s*\\(([^)]*)\\)");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "by", "without", "on", "ignoring");
    /** Prometheus' own metric. */
    private static final String UP = "up";

    private static final Set<String> OF_THE_TARGET = Set.of("instance", "job");

    /** The metrics that a server does not have, and the labels that none of the expression's metrics has. */
    Set<String> missingIn(Metrics metrics) {
        var missing = new HashSet<String>();
        var known = new HashSet<>(OF_THE_TARGET);
        selectors().forEach((metric, labels) -> {
            var there = metrics.series().stream()
                    .filter(series -> series.name().equals(metric))
                    .flatMap(series -> Stream.concat(Stream.of("__name__"), series.labels().keySet().stream()))
                    .collect(toSet());
            known.addAll(there);
            if (there.isEmpty() && !metric.equals(UP)) {
                missing.add(metric);
            }
            labels.stream()
                    .filter(label -> !there.contains(label) && !OF_THE_TARGET.contains(label))
                    .forEach(label -> missing.add(metric + " " + label));
        });
        grouping().filter(label -> !known.contains(label)).forEach(missing::add);
        return missing;
    }

    private Map<String, List<String>> selectors() {
        var plain = GROUPING.matcher(text).replaceAll(" ").replaceAll("\\[[^]]*]", " ");
        return SELECTOR.matcher(plain)
                .results()
                .filter(found -> !WORDS.contains(found.group(1)))
                .collect(toMap(
                        found -> found.group(1),
                        found -> found.group(2) == null
                                ? List.of()
                                : LABEL.matcher(found.group(2))
                                        .results()
                                        .map(label -> label.group(1))
                                        .toList(),
                        (one, other) ->
                                Stream.concat(one.stream(), other.stream()).toList()));
    }

    private Stream<String> grouping() {
        return GROUPING.matcher(text)
                .results()
                .flatMap(found -> Stream.of(found.group(1).split(",")))
                .map(String::strip)
                .filter(label -> !label.isEmpty());
    }
}
