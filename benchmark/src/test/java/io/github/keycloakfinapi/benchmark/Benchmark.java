package io.github.keycloakfinapi.benchmark;

import io.github.keycloakfinapi.it.server.KeycloakServer;
import io.github.keycloakfinapi.it.server.Postgres;
import io.github.keycloakfinapi.it.server.ServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The command {@code benchmark/run}; its help says what it does. */
public final class Benchmark {

    /** Of a small server. */
    private static final String HEAP = "-Xms1g -Xmx1g";

    private static final Path IMAGE = Path.of("docker/Dockerfile");
    private static final Path DOCUMENT = Path.of("docs/performance.md");
    private static final Path PLOT = Path.of("docs/images/performance.svg");
    private static final Path PROFILES = Path.of("benchmark/target/profiles");

    private static final Path LIST_PLOT = Path.of("docs/images/performance-list.svg");
    private static final Path PLANS = Path.of("benchmark/target/plans.txt");

    private static final List<String> SIZES = List.of("10000", "100000", "1000000");
    private static final int STARTS = 7;
    private static final int JVMS = 12;

    private Benchmark() {}

    public static void main(String[] arguments) throws IOException {
        var more = List.of(arguments).subList(Math.min(1, arguments.length), arguments.length);
        switch (arguments.length == 0 ? "pairs" : arguments[0]) {
            case "pairs" -> pairs(String.join(" ", more), server());
            case "uncached" ->
                pairs("read self", server().argument("--spi-user-sessions--infinispan--use-caches=false"));
            case "short" -> shortly();
            case "profile" -> profile(String.join(" ", more));
            case "settings" -> settings(more);
            case "hashing" -> hashing(more);
            case "list" -> list(more);
            case "logins" -> logins();
            case "notices" -> notices(more);
            case "first" -> first();
            default -> throw new IllegalArgumentException("benchmark/run --help");
        }
    }

    private static ServerOptions server() throws IOException {
        return ServerOptions.asAnOperatorStartsIt().with("JAVA_OPTS_APPEND", HEAP + " " + String.join(" ", inlining()));
    }

    /**
     * The JVM's options of the image. Without them its compiler decides anew in each start whether it inlines the hash's
     * innermost steps.
     */
    private static List<String> inlining() throws IOException {
        var options = Pattern.compile("JAVA_OPTS_APPEND=\"([^\"]*)\"").matcher(Files.readString(IMAGE));
        if (!options.find()) {
            throw new IllegalStateException(IMAGE + " has no JAVA_OPTS_APPEND");
        }
        return List.of(options.group(1).split("[\\s\\\\]+"));
    }

    private static void pairs(String only, ServerOptions server) throws IOException {
        var rounds = new Rounds(10, 2, 8);
        var outcomes = new LinkedHashMap<String, List<Outcome>>();
        try (var postgres = new Postgres()) {
            outcomes.put("PostgreSQL", measure(rounds, postgres.of(server), only));
        }
        outcomes.put("embedded database", measure(rounds, server, only));
        if (only.isEmpty()) {
            var report = tables(outcomes, server, only) + "\n" + Report.startup(Startup.measure(server(), STARTS))
                    + "\n\n" + Machine.description() + "\n";
            Report.write(DOCUMENT, "figures", report);
            Files.createDirectories(PLOT.getParent());
            Files.writeString(PLOT, Plot.of(outcomes));
            System.out.println(report);
        } else {
            System.out.println(tables(outcomes, server, only));
        }
    }

    private static String tables(Map<String, List<Outcome>> outcomes, ServerOptions server, String only)
            throws IOException {
        var statements = Statements.count(server, only);
        return outcomes.entrySet().stream()
                .map(each -> "### " + each.getKey() + "\n\n" + Report.throughput(each.getValue()) + "\n"
                        + Report.cost(each.getValue(), statements))
                .collect(Collectors.joining("\n"));
    }

    /** That it works, as fast as it can be shown: two of the pairs, their statements, and the list. */
    private static void shortly() throws IOException {
        measure(new Rounds(1, 1, 1), server(), "self");
        Statements.count(server(), "self");
        try (var population = Population.embedded(server())) {
            var result = new Lists(List.of(population), 0.05).measure();
            System.out.println(
                    new ListReport(result).text() + ListPlot.of(result).length());
        }
    }

    private static List<Outcome> measure(Rounds rounds, ServerOptions options, String only) {
        var outcomes = new ArrayList<Outcome>();
        try (var keycloak = KeycloakServer.start(options)) {
            if (rounds.number() > 1) {
                // What the pairs have in common is compiled before the first of them.
                forEachPair(keycloak, only, comparison -> rounds.warmUp(comparison, keycloak));
            }
            forEachPair(keycloak, only, comparison -> {
                var outcome = rounds.of(comparison, keycloak);
                System.out.printf("%-32s %s%n", comparison.name(), outcome.ratios());
                outcomes.add(outcome);
            });
        }
        return outcomes;
    }

    private static void profile(String only) throws IOException {
        var profile = new Profile(PROFILES);
        try (var postgres = new Postgres();
                var keycloak = KeycloakServer.start(postgres.of(server()))) {
            forEachPair(keycloak, only, comparison -> {
                var seconds = comparison.seconds(10);
                profile.of(comparison.name() + " ours", comparison.ours(), keycloak, seconds);
                profile.of(comparison.name() + " theirs", comparison.theirs(), keycloak, seconds);
                System.out.println(comparison.name() + ": see " + PROFILES);
            });
        }
    }

    private static void list(List<String> sizes) throws IOException {
        var users = (sizes.isEmpty() ? SIZES : sizes)
                .stream().map(Integer::valueOf).sorted().toList();
        var populations = new ArrayList<Population>();
        try {
            for (var each : users) {
                populations.add(Population.onPostgres(each, server()));
                System.out.printf(
                        "%d users, entered after %s%n",
                        each, populations.get(populations.size() - 1).registered());
            }
            Plans.write(populations.get(populations.size() - 1), PLANS);
            var result = new Lists(populations, 1).measure();
            var report = new ListReport(result).text() + "\n" + Machine.description() + "\n";
            System.out.println(report);
            if (sizes.isEmpty()) {
                Report.write(
                        DOCUMENT,
                        "list",
                        "![Latencies by the number of users](images/performance-list.svg)\n\n" + report);
                Files.writeString(LIST_PLOT, ListPlot.of(result));
            }
        } finally {
            populations.forEach(Population::close);
        }
    }

    private static void notices(List<String> minutes) throws IOException {
        if (minutes.isEmpty()) {
            publish("notices", new Notices(server(), Duration.ZERO).measured());
        } else {
            var down = Duration.ofMinutes(Long.parseLong(minutes.get(0)));
            System.out.println(new Notices(server(), down).measured());
        }
    }

    private static void first() throws IOException {
        publish("first", new FirstCalls(server()).measured());
    }

    private static void logins() throws IOException {
        publish("logins", new Logins(server()).measured());
    }

    private static void publish(String part, String table) throws IOException {
        System.out.println(table);
        Report.write(DOCUMENT, part, table + "\n" + Machine.description() + "\n");
    }

    private static void forEachPair(KeycloakServer keycloak, String only, Consumer<Comparison> action) {
        forEachPair(keycloak, (Predicate<String>) name -> name.contains(only), action);
    }

    static void forEachPair(KeycloakServer keycloak, Predicate<String> only, Consumer<Comparison> action) {
        for (var comparison : new Pairs(keycloak).all()) {
            if (only.test(comparison.name())) {
                keycloak.admin()
                        .put("", Map.of("passwordPolicy", comparison.hashing().policy()))
                        .expect(204);
                action.accept(comparison);
            }
        }
    }

    private static void settings(List<String> jdks) throws IOException {
        var tables = new StringBuilder();
        for (var java : folders(jdks)) {
            var table = "On " + Machine.version(java) + ":\n\n"
                    + new Settings(new Rounds(5, 2, 4), server().with("JAVA_HOME", java)).measured();
            System.out.println(table);
            tables.append(table).append('\n');
        }
        Report.write(DOCUMENT, "settings", tables + Machine.description() + "\n");
    }

    private static List<String> folders(List<String> jdks) {
        return jdks.isEmpty() ? List.of(System.getProperty("java.home")) : jdks;
    }

    private static void hashing(List<String> jdks) throws IOException {
        var javas = folders(jdks);
        var inlining = inlining();
        var rows = new LinkedHashMap<String, List<Double>>();
        double usual;
        try (var reference = new Hashing(javas.get(0), inlining)) {
            for (var start = 0; start < JVMS; start++) {
                for (var java : javas) {
                    for (var options : List.of(List.<String>of(), inlining)) {
                        try (var fresh = new Hashing(java, options)) {
                            var row = Machine.version(java) + " | " + (options.isEmpty() ? "none" : "inlined");
                            rows.computeIfAbsent(row, none -> new ArrayList<>()).add(fresh.timesAsLongAs(reference));
                        }
                    }
                }
            }
            usual = reference.milliseconds(100);
        }
        var table = new StringBuilder(Report.format(
                "| JDK | options | a hash in %d JVMs, 1.00 is %.0f ms |\n| --- | --- | --- |\n", JVMS, usual));
        rows.forEach((row, ratios) -> table.append("| " + row + " | ")
                .append(ratios.stream()
                        .sorted()
                        .map(ratio -> Report.format("%.2f", ratio))
                        .collect(Collectors.joining(" ")))
                .append(" |\n"));
        publish("hashing", table.toString());
    }
}
