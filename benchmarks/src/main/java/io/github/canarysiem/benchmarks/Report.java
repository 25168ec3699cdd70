package io.github.canarysiem.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table of measurements, each with its baseline from the same run. */
final class Report {
    private record Row(String what, double value, double baseline, String unit) {}

    private final List<Row> rows = new ArrayList<>();

    /** A value beside its baseline. */
    void compare(String what, double value, double baseline, String unit) {
        rows.add(new Row(what, value, baseline, unit));
    }

    /** A value that has no baseline. */
    void note(String what, double value, String unit) {
        rows.add(new Row(what, value, Double.NaN, unit));
    }

    /** Prints the table in Markdown. */
    void print(PrintStream out) {
        out.println("| measured | value | baseline | ratio |");
        out.println("|---|---|---|---|");
        for (Row row : rows) {
            boolean alone = Double.isNaN(row.baseline());
            out.printf(
                    Locale.ROOT,
                    "| %s | %s %s | %s | %s |%n",
                    row.what(),
                    number(row.value()),
                    row.unit(),
                    alone ? "–" : number(row.baseline()) + " " + row.unit(),
                    alone ? "–" : String.format(Locale.ROOT, "%.2f", row.value() / row.baseline()));
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.2f", value);
    }
}
