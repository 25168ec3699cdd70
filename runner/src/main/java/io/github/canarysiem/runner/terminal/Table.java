package io.github.canarysiem.runner.terminal;

import io.github.canarysiem.json.Text;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows under headings. Every cell is made printable and cut to its column's width. Not thread-safe. */
public final class Table {
    private static final String GAP = "  ";

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * A column.
     *
     * @param heading its heading
     * @param width the most characters of a cell
     */
    public record Column(String heading, int width) {}

    /** A table without rows. */
    public Table(Column... columns) {
        this.columns = List.of(columns);
        rows.add(this.columns.stream().map(Column::heading).toList());
    }

    /** Adds a row, with a cell for each column. */
    public void add(String... cells) {
        rows.add(IntStream.range(0, columns.size())
                .mapToObj(i -> cut(cells[i], columns.get(i).width()))
                .toList());
    }

    /** Prints headings and rows. */
    public void print(PrintWriter out) {
        int[] widths = IntStream.range(0, columns.size())
                .map(i ->
                        rows.stream().mapToInt(row -> length(row.get(i))).max().orElse(0))
                .toArray();
        for (List<String> row : rows) {
            String line = IntStream.range(0, row.size())
                    .mapToObj(i -> row.get(i) + " ".repeat(widths[i] - length(row.get(i))))
                    .collect(Collectors.joining(GAP));
            out.println(line.stripTrailing());
        }
    }

    /** The text made printable and cut to a number of characters. */
    public static String cut(String text, int most) {
        String printable = Text.printable(text.length() > most * 2 ? text.substring(0, most * 2) : text);
        if (length(printable) <= most) {
            return printable;
        }
        return printable.substring(0, printable.offsetByCodePoints(0, most - 1)) + "…";
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
