package io.github.canarysiem.runner.command;

import io.github.canarysiem.json.Text;
import io.github.canarysiem.runner.terminal.Paint.Style;
import io.github.canarysiem.runner.terminal.Surroundings;
import io.github.canarysiem.wazuh.logtest.LogtestResult;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows results in the three phases of wazuh-logtest. */
final class LogtestView {
    private final Surroundings surroundings;
    private final PrintWriter out;

    LogtestView(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.out = surroundings.out();
    }

    void show(byte[] line, LogtestResult result) {
        title("Phase 1: Completed pre-decoding.");
        put("full event", new String(line, StandardCharsets.UTF_8));
        put("timestamp", result.pre().timestamp());
        put("hostname", result.pre().hostname());
        put("program_name", result.pre().programName());
        out.println();
        title("Phase 2: Completed decoding.");
        if (result.decoder() == null) {
            out.println("\tNo decoder matched.");
        } else {
            put("name", result.decoder());
            put("parent", result.parent());
            result.fixed().forEach(this::put);
            result.dynamic().forEach(field -> put(field.name(), field.value()));
        }
        out.println();
        if (result.rule() != null) {
            title("Phase 3: Completed filtering (rules).");
            show(result.rule());
            if (result.alert()) {
                out.println(surroundings.paint().text(Style.GREEN, "**Alert to be generated."));
            }
            out.println();
        }
        result.log().forEach(message -> out.println(Text.printable(message)));
        result.notModelled().forEach(sentence -> out.println("not modelled: " + Text.printable(sentence)));
    }

    private void show(LogtestResult.FiredRule rule) {
        put("id", String.valueOf(rule.id()));
        put("level", String.valueOf(rule.level()));
        put("description", rule.description());
        put("groups", rule.groups());
        put("firedtimes", rule.firedTimes() == null ? null : String.valueOf(rule.firedTimes()));
        put("frequency", rule.frequency() == null ? null : String.valueOf(rule.frequency()));
        rule.compliance().forEach(this::put);
        if (!rule.mitreIds().isEmpty()) {
            put("mitre.id", rule.mitreIds());
        }
        put("mail", rule.mail() ? "True" : "False");
    }

    private void title(String text) {
        out.println(surroundings.paint().text(Style.BOLD, "**" + text));
    }

    private void put(String name, List<String> values) {
        put(name, values.stream().map(value -> "'" + value + "'").collect(Collectors.joining(", ", "[", "]")));
    }

    private void put(String name, @Nullable String value) {
        if (value != null) {
            out.printf(Locale.ROOT, "\t%s: '%s'%n", Text.printable(name), Text.printable(value));
        }
    }
}
