package io.github.canarysiem.wazuh.logtest.rule;

import io.github.canarysiem.wazuh.logtest.load.LoadFailure;
import io.github.canarysiem.wazuh.logtest.load.LoadLog;
import io.github.canarysiem.wazuh.logtest.xml.RulesetElement;
import io.github.canarysiem.wazuh.logtest.xml.RulesetElement.Attribute;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The attributes of {@code <rule>}, with the engine's messages. Used once. */
final class RuleAttributes {
    private static final int MOST_LEVEL = 16;
    private static final int UNSET = -1;

    private final LoadLog log;
    private int id = UNSET;
    private int level = UNSET;
    private int maxSize;
    private @Nullable Integer frequency;
    private Duration timeframe = Correlation.STANDARD_TIMEFRAME;
    private Duration ignore = Duration.ZERO;
    private boolean noAlert;
    private boolean overwrites;

    RuleAttributes(RulesetElement element, LoadLog log) throws LoadFailure {
        this.log = log;
        for (Attribute attribute : element.attributes()) {
            read(attribute);
        }
        if (id == UNSET || level == UNSET) {
            throw bad("No rule id or level specified for rule '" + (id == UNSET ? "" : id) + "'.");
        }
    }

    private void read(Attribute attribute) throws LoadFailure {
        String value = attribute.value();
        switch (attribute.name().toLowerCase(Locale.ROOT)) {
            case "id" -> id = number(value, 6, "Invalid rule id: " + value + ". Must be integer (max 6 digits)");
            case "level" -> {
                String error = "Invalid level: " + value + ". Must be an integer between 0 and 16.";
                level = number(value, 6, error);
                if (level > MOST_LEVEL) {
                    throw bad(error);
                }
            }
            case "maxsize" ->
                maxSize = number(value, 4, "Invalid maxsize: " + value + ". Must be integer (max 4 digits)");
            case "timeframe" ->
                timeframe = Duration.ofSeconds(
                        number(value, 5, "Invalid timeframe: " + value + ". Must be integer (max 5 digits)"));
            case "frequency" -> {
                String error = "Invalid frequency: " + value + ". Must be integer (max 4 digits, at least 2)";
                frequency = number(value, 4, error);
                if (frequency < 2) {
                    throw bad(error);
                }
            }
            case "ignore" ->
                ignore = Duration.ofSeconds(
                        number(value, 6, "Invalid ignore_time: " + value + ". Must be integer (max 6 digits)"));
            case "accuracy" -> number(value, 4, "Invalid accuracy: " + value + ". Must be integer");
            case "noalert" -> noAlert = true;
            case "overwrite" -> {
                overwrites = value.equals("yes");
                if (!overwrites && !value.equals("no")) {
                    throw bad("Invalid overwrite: " + value + ". Can only by 'yes' or 'no'.");
                }
            }
            default ->
                throw bad(
                        "Invalid attribute '" + attribute.name()
                                + "'. Only id, level, maxsize, accuracy, noalert, frequency, timeframe, ignore and overwrite are allowed.");
        }
    }

    private int number(String value, int digits, String error) throws LoadFailure {
        if (value.isEmpty() || value.length() > digits || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw bad(error);
        }
        return Integer.parseInt(value);
    }

    private LoadFailure bad(String error) {
        log.error("rules_op: " + error);
        log.error("Invalid attribute for rule.");
        return new LoadFailure();
    }

    int id() {
        return id;
    }

    int level() {
        return level;
    }

    /** Bytes that an event must have, despite its name {@code maxsize}; 0 for any. */
    int maxSize() {
        return maxSize;
    }

    @Nullable
    Integer frequency() {
        return frequency;
    }

    Duration timeframe() {
        return timeframe;
    }

    Duration ignore() {
        return ignore;
    }

    boolean noAlert() {
        return noAlert;
    }

    boolean overwrites() {
        return overwrites;
    }
}
