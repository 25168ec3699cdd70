package io.github.canarysiem.runner.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.canarysiem.runner.terminal.Paint;
import io.github.canarysiem.runner.terminal.Paint.Style;
import io.github.canarysiem.runner.terminal.Table;
import io.github.canarysiem.wazuh.logtest.LogtestEngine;
import io.github.canarysiem.wazuh.logtest.LogtestResult;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An incident of the log as a few lines for people. All that an attacker wrote is made printable and cut. */
final class IncidentCard {
    private static final int WIDTH = 96;
    private static final int SHORT_ID = 12;
    private static final int TIME_LENGTH = 23;
    private static final String INDENT = "   ";
    private static final double NANOSECONDS = 1e6;

    private final PrintWriter out;
    private final Paint paint;
    private final LogtestEngine manager;

    IncidentCard(PrintWriter out, Paint paint, LogtestEngine manager) {
        this.out = out;
        this.paint = paint;
        this.manager = manager;
    }

    /** Prints all that matters. */
    void print(LogLine logged, Duration delay) {
        JsonNode canary = logged.canary();
        out.println(headline(canary) + paint.text(Style.DIM, "   in the log after " + milliseconds(delay)));
        line("memo", Style.BOLD, text(canary, "/token/memo"));
        line("from", origin(canary));
        line("agent", text(canary, "/http/user_agent"));
        line("more", details(canary));
        line("alert", alert(logged));
        line("id", text(canary, "/id") + ", revision " + text(canary, "/revision"));
        out.println();
    }

    /** Prints one line, for incidents that come in numbers. */
    void printShort(LogLine logged, Duration delay) {
        JsonNode canary = logged.canary();
        String id = text(canary, "/id");
        out.println(headline(canary)
                + paint.text(
                        Style.DIM,
                        "   " + Table.cut(text(canary, "/source/address"), 39) + ", "
                                + id.substring(0, Math.min(SHORT_ID, id.length())) + ", " + alert(logged) + ", after "
                                + milliseconds(delay)));
    }

    /** What a Wazuh manager with the generated rules makes of the line. */
    private String alert(LogLine logged) {
        LogtestResult.FiredRule rule = manager.evaluate(logged.bytes(), LogtestEngine.STANDARD_LOCATION)
                .rule();
        return rule == null ? "none" : "Wazuh rule " + rule.id() + ", level " + rule.level();
    }

    static String milliseconds(Duration delay) {
        return String.format(Locale.ROOT, "%.1f ms", delay.toNanos() / NANOSECONDS);
    }

    private String headline(JsonNode canary) {
        String severity = text(canary, "/severity");
        String time = text(canary, "/time").replace('T', ' ').replace("Z", "");
        return paint.text(Style.DIM, time.length() > TIME_LENGTH ? time.substring(0, TIME_LENGTH) : time) + "  "
                + paint.text(styleOf(severity), String.format("%-13s", severity.toUpperCase(Locale.ROOT))) + " "
                + text(canary, "/kind") + "  " + paint.text(Style.CYAN, text(canary, "/token/type"));
    }

    private static Style styleOf(String severity) {
        return switch (severity) {
            case "critical" -> Style.ALARM;
            case "high" -> Style.RED;
            case "medium" -> Style.YELLOW;
            default -> Style.GREEN;
        };
    }

    private String origin(JsonNode canary) {
        List<String> known = new ArrayList<>();
        add(known, "", canary, "/geo/city");
        add(known, "", canary, "/geo/country");
        add(known, "", canary, "/as/name");
        String place = known.isEmpty() ? "" : " (" + String.join(", ", known) + ")";
        String channel = text(canary, "/channel");
        return text(canary, "/source/address")
                + place
                + (channel.isEmpty() ? "" : " over " + channel)
                + (canary.at("/source/tor").asBoolean() ? " - TOR EXIT" : "");
    }

    private static String details(JsonNode canary) {
        List<String> known = new ArrayList<>();
        add(known, "call ", canary, "/cloud/event");
        add(known, "user ", canary, "/user/name");
        add(known, "machine ", canary, "/host/name");
        add(known, "domain ", canary, "/host/domain");
        add(known, "page ", canary, "/http/location");
        add(known, "mail from ", canary, "/mail/sender");
        add(known, "DNS data ", canary, "/dns/data");
        add(known, "browser ", canary, "/browser/name");
        add(known, "on ", canary, "/browser/operating_system");
        return String.join(", ", known);
    }

    private static void add(List<String> known, String label, JsonNode canary, String pointer) {
        String value = text(canary, pointer);
        if (!value.isEmpty()) {
            known.add(label + value);
        }
    }

    private void line(String label, String value) {
        if (!value.isEmpty()) {
            out.println(INDENT + paint.text(Style.DIM, String.format("%-6s", label)) + Table.cut(value, WIDTH));
        }
    }

    private void line(String label, Style style, String value) {
        if (!value.isEmpty()) {
            out.println(INDENT
                    + paint.text(Style.DIM, String.format("%-6s", label))
                    + paint.text(style, Table.cut(value, WIDTH)));
        }
    }

    private static String text(JsonNode canary, String pointer) {
        return Table.cut(canary.at(pointer).asText(), WIDTH);
    }
}
