package io.github.canarysiem.runner.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.runner.terminal.Table;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** How much a command lists, and whether for people or for programs. */
final class ListOptions {
    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "At most so many; 20 unless given.")
    private int limit;

    @Option(names = "--json", description = "Print one JSON object a line, with the whole incident.")
    private boolean json;

    int limit() {
        return limit;
    }

    <T> void print(List<T> rows, Function<T, ObjectNode> object, Function<List<T>, Table> table, PrintWriter out) {
        if (json) {
            rows.forEach(row -> out.println(IncidentText.compact(object.apply(row))));
        } else {
            table.apply(rows).print(out);
        }
    }
}
