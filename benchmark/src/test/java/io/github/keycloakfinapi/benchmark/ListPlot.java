package io.github.keycloakfinapi.benchmark;

import java.util.List;

/** The latencies as a picture: for each question and size a line from the p50 to the p99, on a logarithmic scale. */
final class ListPlot {

    private static final int LEFT = 330;
    private static final int RIGHT = 20;
    private static final int WIDTH = 900;
    private static final int TOP = 56;
    private static final int LINE = 6;
    private static final int GAP = 10;
    private static final double LOWEST = 0.5;
    private static final List<String> COLORS = List.of("#26a269", "#1a5fb4", "#a51d2d");

    private final StringBuilder svg = new StringBuilder();
    private final Lists.Result result;
    private final double highest;

    private ListPlot(Lists.Result result) {
        this.result = result;
        highest = result.asked().stream()
                .flatMap(asked -> asked.bySize().stream())
                .mapToDouble(Latencies::p99)
                .max()
                .orElseThrow();
    }

    static String of(Lists.Result result) {
        return new ListPlot(result).draw();
    }

    private String draw() {
        var sizes = result.populations();
        var row = sizes.size() * LINE + GAP;
        var height = TOP + result.asked().size() * row + GAP;
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">",
                WIDTH, height);
        add("<title>Milliseconds of a call, p50 to p99, by the number of users</title>");
        add("<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>");
        for (var i = 0; i < sizes.size(); i++) {
            add(
                    "<text x=\"%d\" y=\"16\" fill=\"%s\" font-weight=\"bold\">%s users</text>",
                    LEFT + i * 150, color(i), ListReport.sizes(sizes.get(i).users()));
        }
        for (var tick = 1; tick <= highest; tick *= 10) {
            add("<path d=\"M%.1f %d V%d\" stroke=\"#ddd\"/>", x(tick), TOP - 8, height);
            add("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d ms</text>", x(tick), TOP - 14, tick);
        }
        var y = TOP;
        for (var asked : result.asked()) {
            add(
                    "<text x=\"8\" y=\"%d\">%s</text>",
                    y + row / 2 + 1,
                    asked.question().name() + " (" + asked.question().call().replace("&", "&amp;") + ")");
            for (var i = 0; i < sizes.size(); i++) {
                line(asked.bySize().get(i), y + (i + 1) * LINE, color(i));
            }
            if (asked.question().goal().kind() == Question.Goal.Kind.MILLISECONDS) {
                add(
                        "<circle cx=\"%.1f\" cy=\"%d\" r=\"4\" fill=\"none\" stroke=\"#000\"/>",
                        x(asked.question().goal().atMost()), y + sizes.size() * LINE);
            }
            y += row;
        }
        return svg.append("</svg>\n").toString();
    }

    private void line(Latencies latencies, int y, String color) {
        add(
                "<path d=\"M%.1f %d H%.1f\" stroke=\"%s\" stroke-width=\"2\"/>",
                x(latencies.p50()), y, x(latencies.p99()), color);
        add("<circle cx=\"%.1f\" cy=\"%d\" r=\"3\" fill=\"%s\"/>", x(latencies.p50()), y, color);
    }

    private static String color(int size) {
        return COLORS.get(size % COLORS.size());
    }

    private double x(double milliseconds) {
        var share = Math.log(Math.max(milliseconds, LOWEST) / LOWEST) / Math.log(highest / LOWEST);
        return LEFT + share * (WIDTH - LEFT - RIGHT);
    }

    private void add(String format, Object... arguments) {
        svg.append(Report.format(format, arguments)).append('\n');
    }
}
