package io.github.canarysiem.wazuh.logtest.rule;

import io.github.canarysiem.wazuh.logtest.event.Event;
import io.github.canarysiem.wazuh.logtest.event.FixedField;
import io.github.canarysiem.wazuh.logtest.expression.Expression;
import io.github.canarysiem.wazuh.logtest.expression.ExpressionException;
import io.github.canarysiem.wazuh.logtest.load.LoadFailure;
import io.github.canarysiem.wazuh.logtest.load.LoadLog;
import io.github.canarysiem.wazuh.logtest.xml.RulesetElement;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A {@code <list>}: a field is looked for among the list's keys. */
final class ListOption {
    private ListOption() {}

    /** How a list is used. */
    private enum Lookup {
        MATCH_KEY,
        NOT_MATCH_KEY,
        MATCH_KEY_VALUE,
        ADDRESS_MATCH_KEY,
        NOT_ADDRESS_MATCH_KEY,
        ADDRESS_MATCH_KEY_VALUE;

        static @Nullable Lookup of(@Nullable String name) {
            if (name == null) {
                return MATCH_KEY;
            }
            for (Lookup lookup : values()) {
                if (lookup.name().toLowerCase(Locale.ROOT).equals(name)) {
                    return lookup;
                }
            }
            return null;
        }
    }

    /**
     * The condition.
     *
     * @param text of the list
     * @throws LoadFailure when the manager would not start
     */
    static Condition condition(RulesetElement option, String text, int rule, RuleContext context) throws LoadFailure {
        LoadLog log = context.log();
        String field = option.attribute("field");
        Lookup lookup = Lookup.of(option.attribute("lookup"));
        if (field == null || lookup == null) {
            log.error("(1274): Invalid rule. The 'field' or 'lookup' attribute of a list is wrong. Rule " + rule + ".");
            throw new LoadFailure();
        }
        KeyList list = new KeyList(text);
        Expression check = check(option, rule, log);
        boolean address = lookup.compareTo(Lookup.ADDRESS_MATCH_KEY) >= 0;
        boolean negated = lookup == Lookup.NOT_MATCH_KEY || lookup == Lookup.NOT_ADDRESS_MATCH_KEY;
        boolean checked = lookup == Lookup.MATCH_KEY_VALUE || lookup == Lookup.ADDRESS_MATCH_KEY_VALUE;
        if (address && list.hasNetworks()) {
            log.notModelled("rule " + rule + ": keys of a list that are networks with a slash match nothing here");
        }
        return candidate -> {
            String subject = subject(candidate.event(), field);
            if (subject == null) {
                return false;
            }
            String value = address ? list.addressValue(subject) : list.value(subject);
            boolean found = value != null
                    && (!checked || check == null || candidate.matches(check, Objects.requireNonNull(value)));
            return found != negated;
        };
    }

    private static @Nullable Expression check(RulesetElement option, int rule, LoadLog log) throws LoadFailure {
        String pattern = option.attribute("check_value");
        if (pattern == null) {
            return null;
        }
        try {
            return Expression.compile(Expression.Kind.OSMATCH, pattern);
        } catch (ExpressionException e) {
            log.error("rule " + rule + ": check_value: " + e.getMessage());
            throw new LoadFailure();
        }
    }

    /** {@code srcuser} and {@code dstuser} are not fixed fields here, and dynamic ones cannot have these names: they are never found. */
    private static @Nullable String subject(Event event, String field) {
        return switch (field) {
            case "program_name" -> event.header().programName();
            case "hostname" -> event.header().hostname();
            case "srcuser", "dstuser" -> event.get(field);
            case "user" -> {
                String user = event.get(FixedField.DSTUSER);
                yield user == null ? event.get(FixedField.SRCUSER) : user;
            }
            default -> {
                FixedField fixed = FixedField.ofRulesetName(field);
                yield fixed == null ? event.get(field) : event.get(fixed);
            }
        };
    }
}
