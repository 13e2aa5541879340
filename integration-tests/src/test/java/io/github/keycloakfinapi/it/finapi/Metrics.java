package io.github.keycloakfinapi.it.finapi;

import io.github.keycloakfinapi.it.http.Call;
import io.github.keycloakfinapi.it.server.KeycloakServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a server shows at {@code /metrics}, at one moment. */
public record Metrics(List<Series> series, Map<String, String> descriptions) {

    private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (\\S+).*");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

    /** @param name with the ending that Prometheus stores it under, such as {@code _count} */
    public record Series(String name, Map<String, String> labels, double value) {

        private static Series of(String line) {
            var parts = LINE.matcher(line);
            if (!parts.matches()) {
                throw new AssertionError("No series: " + line);
            }
            var labels = new TreeMap<String, String>();
            if (parts.group(2) != null) {
                LABEL.matcher(parts.group(2)).results().forEach(label -> labels.put(label.group(1), label.group(2)));
            }
            return new Series(parts.group(1), labels, Double.parseDouble(parts.group(3)));
        }

        private boolean has(Map<String, String> some) {
            return labels.entrySet().containsAll(some.entrySet());
        }
    }

    public static Metrics of(KeycloakServer keycloak) {
        var lines = Call.to("GET", URI.create(keycloak.management() + "/metrics"))
                .header("Accept", "text/plain; version=0.0.4")
                .send()
                .expect(200)
                .body()
                .lines()
                .toList();
        return new Metrics(
                lines.stream()
                        .filter(line -> !line.startsWith("#"))
                        .map(Series::of)
                        .toList(),
                lines.stream()
                        .filter(line -> line.startsWith("# HELP "))
                        .map(line -> line.split(" ", 4))
                        .collect(Collectors.toMap(parts -> parts[2], parts -> parts.length > 3 ? parts[3] : "")));
    }

    /** The sum of all series of this name that have these labels among theirs; 0 where there are none. */
    public double sum(String name, Map<String, String> labels) {
        return series.stream()
                .filter(each -> each.name().equals(name) && each.has(labels))
                .mapToDouble(Series::value)
                .sum();
    }

    /** Those whose name begins so. */
    public List<Series> named(String prefix) {
        return series.stream().filter(each -> each.name().startsWith(prefix)).toList();
    }
}
