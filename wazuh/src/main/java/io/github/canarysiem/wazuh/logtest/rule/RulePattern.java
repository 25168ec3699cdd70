package io.github.canarysiem.wazuh.logtest.rule;

import io.github.canarysiem.wazuh.logtest.expression.Expression;
import io.github.canarysiem.wazuh.logtest.expression.Expression.Kind;
import io.github.canarysiem.wazuh.logtest.expression.ExpressionException;
import io.github.canarysiem.wazuh.logtest.load.LoadFailure;
import io.github.canarysiem.wazuh.logtest.load.LoadLog;
import io.github.canarysiem.wazuh.logtest.load.Never;
import io.github.canarysiem.wazuh.logtest.load.Pieces;
import io.github.canarysiem.wazuh.logtest.xml.RulesetElement;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One of a rule's patterns while its pieces are read: the texts are put together, the last attributes count. */
final class RulePattern {
    /** Bytes of a text in a rule. */
    static final int LONGEST = 2047;

    private final String option;
    private final int rule;
    private final Kind standard;
    private final LoadLog log;
    private final Pieces pieces;
    private Kind kind;
    private boolean typed;
    private boolean negated;

    RulePattern(String option, int rule, Kind standard, LoadLog log) {
        this(option, rule, standard, log, LONGEST);
    }

    private RulePattern(String option, int rule, Kind standard, LoadLog log, int longest) {
        this.option = option;
        this.rule = rule;
        this.standard = standard;
        this.log = log;
        this.kind = standard;
        this.pieces = new Pieces(longest, log);
    }

    /** For one {@code <field>}: it is never put together from pieces and may have any length. */
    static RulePattern ofField(int rule, LoadLog log) {
        return new RulePattern("field", rule, Kind.OSREGEX, log, Integer.MAX_VALUE);
    }

    void add(RulesetElement element) {
        pieces.add(element.content());
        negated = isNegated(element, rule, log);
        kind = kind(element.attribute("type"));
    }

    private Kind kind(@Nullable String type) {
        typed = type != null;
        if (type == null) {
            return standard;
        }
        for (Kind candidate : Kind.values()) {
            if (candidate.name().toLowerCase(Locale.ROOT).equals(type)) {
                return candidate;
            }
        }
        warn("type", type, rule, log);
        return standard;
    }

    /** Reads the attribute {@code negate}. */
    static boolean isNegated(RulesetElement element, int rule, LoadLog log) {
        String value = element.attribute("negate");
        if (value != null && !value.equals("yes") && !value.equals("no")) {
            warn("negate", value, rule, log);
        }
        return "yes".equals(value);
    }

    private static void warn(String attribute, String value, int rule, LoadLog log) {
        log.warning("(7600): Invalid value '" + value + "' for attribute '" + attribute + "' in rule " + rule + ".");
    }

    /** Whether the last element had a type, good or bad. */
    boolean isTyped() {
        return typed;
    }

    /** The condition for a text of the event; an event without that text never fulfils it. */
    Condition condition(Function<Candidate, @Nullable String> subject) throws LoadFailure {
        String text = pieces.text();
        if (text == null) {
            return candidate -> true;
        }
        Expression expression = compile(text);
        boolean wanted = !negated;
        return candidate -> {
            String value = subject.apply(candidate);
            return value != null && candidate.matches(expression, value) == wanted;
        };
    }

    /**
     * A cheap check in front of the condition for a dynamic field or the log; null when there is none.
     *
     * @param subject the number of the field, or {@link Gate#LOG}
     */
    @Nullable
    Gate gate(int subject) {
        String text = pieces.text();
        if (negated || text == null) {
            return subject == Gate.LOG ? null : Gate.of(subject);
        }
        return Gate.of(subject, kind, text);
    }

    /** The condition that a text of the event is this very text. */
    Condition equality(Function<Candidate, @Nullable String> subject) {
        String text = pieces.text();
        boolean wanted = !negated;
        return candidate -> {
            String value = subject.apply(candidate);
            return text == null || (value != null && value.equals(text) == wanted);
        };
    }

    private Expression compile(String text) throws LoadFailure {
        try {
            return Expression.compile(kind, text);
        } catch (ExpressionException e) {
            if (e.refusedByEngine()) {
                log.error("(5107): Syntax error on tag '" + option + "' in rule " + rule);
                throw new LoadFailure();
            }
            log.notModelled("rule " + rule + ", <" + option + ">: " + e.getMessage());
            return Never.EXPRESSION;
        }
    }
}
