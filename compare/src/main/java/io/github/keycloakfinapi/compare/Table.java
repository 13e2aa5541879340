package io.github.keycloakfinapi.compare;

import io.github.keycloakfinapi.compare.view.Printable;
import io.github.keycloakfinapi.compare.wire.Secrets;
import java.io.PrintStream;
import java.util.List;

/** A table that you can paste into an issue. It is printed line by line, during the run. */
final class Table {
    private static final int LONGEST_CELL = 300;

    private final PrintStream out;
    private final Secrets secrets;

    Table(PrintStream out, Secrets secrets) {
        this.out = out;
        this.secrets = secrets;
    }

    void head(String left, String right) {
        print("check", "version", "result", "left: " + left, "right: " + right);
        out.println("| --- | --- | --- | --- | --- |");
    }

    void add(Row row) {
        print(row.check().id(), row.version().toString(), row.result().toString(), row.left(), row.right());
    }

    private void print(String id, String version, String result, String left, String right) {
        out.printf("| %-45s | %-7s | %-11s | %s | %s |%n", id, version, result, cell(left), cell(right));
        out.flush();
    }

    private String cell(String text) {
        var hidden = secrets.hidden(text);
        return Printable.cell(hidden.length() > LONGEST_CELL ? hidden.substring(0, LONGEST_CELL) + "…" : hidden);
    }

    void summary(List<Row> rows) {
        out.println();
        out.printf(
                "%d checks: %d same, %d differ, %d not offered, %d not tried%n",
                rows.size(),
                count(rows, Result.SAME),
                count(rows, Result.DIFFERS),
                count(rows, Result.NOT_OFFERED),
                count(rows, Result.NOT_TRIED));
    }

    private static long count(List<Row> rows, Result result) {
        return rows.stream().filter(row -> row.result() == result).count();
    }
}
