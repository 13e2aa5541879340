package io.github.keycloakfinapi.benchmark;

import java.util.List;
import java.util.Map;

/** The ratios as a picture: a dot for each round, a bar for the median, a ring where the goal is. */
final class Plot {

    private static final int LEFT = 230;
    private static final int RIGHT = 20;
    private static final int WIDTH = 820;
    private static final int ROW = 24;
    private static final int TOP = 40;
    private static final List<String> COLORS = List.of("#1a5fb4", "#a51d2d");

    private final StringBuilder svg = new StringBuilder();
    private final double highest;

    private Plot(double highest) {
        this.highest = highest;
    }

    /** @param outcomes by the name of the database */
    static String of(Map<String, List<Outcome>> outcomes) {
        var all = outcomes.values().stream().flatMap(List::stream).toList();
        var highest = all.stream()
                .mapToDouble(outcome -> Math.max(
                        outcome.ratios().highest(), outcome.comparison().goal()))
                .max()
                .orElseThrow();
        return new Plot(Math.ceil(highest * 4) / 4).draw(outcomes);
    }

    private String draw(Map<String, List<Outcome>> outcomes) {
        var rows = outcomes.values().stream().mapToInt(List::size).sum();
        var height = TOP + rows * ROW + outcomes.size() * ROW;
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"13\">",
                WIDTH, height);
        add("<title>Throughput of the extension, as a ratio to Keycloak's own</title>");
        add("<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>");
        for (var tick = 0; tick <= highest * 4; tick++) {
            var x = x(tick / 4.0);
            add("<path d=\"M%.1f %d V%d\" stroke=\"%s\"/>", x, TOP - 8, height - 8, tick == 4 ? "#555" : "#ddd");
            if (tick % 2 == 0) {
                add("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.1f</text>", x, TOP - 14, tick / 4.0);
            }
        }
        var y = TOP;
        var color = COLORS.iterator();
        for (var database : outcomes.entrySet()) {
            var fill = color.next();
            add("<text x=\"8\" y=\"%d\" font-weight=\"bold\" fill=\"%s\">%s</text>", y + 15, fill, database.getKey());
            y += ROW;
            for (var outcome : database.getValue()) {
                row(outcome, y, fill);
                y += ROW;
            }
        }
        return svg.append("</svg>\n").toString();
    }

    private void row(Outcome outcome, int y, String fill) {
        var middle = y + ROW / 2.0;
        add(
                "<text x=\"8\" y=\"%.1f\">%s</text>",
                middle + 4, outcome.comparison().name());
        add(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"8\" fill=\"%s\" opacity=\"0.35\"/>",
                x(0), middle - 4, x(outcome.ratios().median()) - x(0), fill);
        for (var ratio : outcome.ratios().each()) {
            add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\" fill=\"%s\"/>", x(ratio), middle, fill);
        }
        add(
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"6\" fill=\"none\" stroke=\"#000\"/>",
                x(outcome.comparison().goal()), middle);
    }

    private double x(double ratio) {
        return LEFT + ratio / highest * (WIDTH - LEFT - RIGHT);
    }

    private void add(String format, Object... arguments) {
        svg.append(Report.format(format, arguments)).append('\n');
    }
}
