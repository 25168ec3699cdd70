package io.github.canarysiem.wazuh.logtest.rule;

import io.github.canarysiem.wazuh.logtest.expression.Expression;
import io.github.canarysiem.wazuh.logtest.expression.Expression.Kind;
import io.github.canarysiem.wazuh.logtest.expression.ExpressionException;
import io.github.canarysiem.wazuh.logtest.load.Category;
import io.github.canarysiem.wazuh.logtest.load.LoadLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The rules that are loaded so far; a new one can only hang on what is there already. For one thread. */
final class RuleTree {
    private final Map<Integer, Rule> byId = new LinkedHashMap<>();
    private final Map<Rule, EventList> counted = new LinkedHashMap<>();
    private final List<Rule> roots = new ArrayList<>();
    private final LoadLog log;

    RuleTree(LoadLog log) {
        this.log = log;
    }

    List<Rule> roots() {
        return List.copyOf(roots);
    }

    /** Adds a rule, overwrites one, or leaves the new one out with a warning. */
    void add(RuleDraft draft) {
        RuleDefinition definition = draft.definition();
        Rule known = byId.get(definition.id());
        if (known != null && definition.overwrites()) {
            overwrite(known, draft);
            return;
        }
        if (known != null) {
            warn("(7612): Rule ID '" + definition.id()
                    + "' is duplicated. Only the first occurrence will be considered.");
            return;
        }
        if (definition.overwrites()) {
            warn("(7613): Rule ID '" + definition.id()
                    + "' does not exist but 'overwrite' is set to 'yes'. Still, the rule will be loaded.");
        }
        place(draft);
    }

    /** What the rule is a child of stays as it was. */
    private void overwrite(Rule known, RuleDraft draft) {
        Map<String, @Nullable String> kept = known.definition().parents().byOption();
        draft.definition().parents().byOption().forEach((option, value) -> {
            if (value != null && !Objects.equals(value, kept.get(option))) {
                warn("(7605): It is not possible to overwrite '" + option + "' value in rule '"
                        + known.definition().id() + "'. The original value is retained.");
            }
        });
        known.overwrite(draft.counting(counted.get(known)));
    }

    private void place(RuleDraft draft) {
        int id = draft.definition().id();
        Parents parents = draft.definition().parents();
        List<Rule> countedRules = parents.correlates() ? countedRules(parents, id) : List.of();
        List<Rule> found = countedRules == null ? null : parentRules(draft.definition(), countedRules);
        if (countedRules == null || found == null) {
            return;
        }
        EventList list = parents.correlates() ? draft.list() : null;
        Rule rule = new Rule(draft.counting(list));
        if (list != null) {
            counted.put(rule, list);
            for (Rule countedRule : countedRules) {
                if (parents.matchedSid() != null) {
                    countedRule.addListByNumber(list);
                } else {
                    countedRule.addListByGroup(list);
                }
            }
        }
        if (isRoot(draft.definition())) {
            roots.add(rule);
        }
        found.forEach(parent -> parent.addChild(rule));
        byId.put(id, rule);
    }

    /** The rules whose events a rule counts; null when there are none and it is left out. */
    private @Nullable List<Rule> countedRules(Parents parents, int id) {
        if (parents.matchedSid() != null) {
            Rule rule = rule(parents.matchedSid());
            if (rule == null) {
                warn("(7620): Signature ID '" + parents.matchedSid()
                        + "' was not found. Invalid 'if_matched_sid'.Rule '" + id + "' will be ignored.");
                return null;
            }
            return List.of(rule);
        }
        String group = Objects.requireNonNull(parents.matchedGroup());
        List<Rule> rules = rulesOfGroup(group);
        if (rules.isEmpty() && !parents.hangsOnOthers()) {
            warn("(7615): Group '" + group + "' was not found. Invalid 'if_matched_group'. Rule '" + id
                    + "' will be ignored.");
            return null;
        }
        return rules;
    }

    /** The rules on which a rule hangs, none for a root; null when it hangs on nothing and is left out. */
    private @Nullable List<Rule> parentRules(RuleDefinition definition, List<Rule> countedRules) {
        Parents parents = definition.parents();
        if (parents.sid() != null) {
            return rulesOfNumbers(parents.sid(), definition.id());
        }
        if (parents.level() != null) {
            int least = Integer.parseInt(parents.level());
            return orWarn(
                    rules(rule -> rule.definition().level() >= least),
                    "(7609): Level ID '" + least + "' was not found. Invalid 'if_level'.",
                    definition);
        }
        if (parents.group() != null) {
            return orWarn(
                    rulesOfGroup(parents.group()),
                    "(7610): Group '" + parents.group() + "' was not found. Invalid 'if_group'.",
                    definition);
        }
        if (!countedRules.isEmpty()) {
            return countedRules;
        }
        return isRoot(definition)
                ? List.of()
                : orWarn(
                        rootsOf(category(definition)),
                        "(7611): Category was not found. Invalid 'category'.",
                        definition);
    }

    private @Nullable List<Rule> orWarn(List<Rule> found, String warning, RuleDefinition definition) {
        if (!found.isEmpty()) {
            return found;
        }
        warn(warning + " Rule '" + definition.id() + "' will be ignored.");
        return null;
    }

    private @Nullable List<Rule> rulesOfNumbers(String numbers, int id) {
        if (!numbers.matches("[0-9, ]*")) {
            warn("(7618): Invalid 'if_sid' value: '" + numbers + "'. Rule '" + id + "' will be ignored.");
            return null;
        }
        List<Rule> found = new ArrayList<>();
        boolean missing = false;
        for (String number : numbers.split("[, ]+", -1)) {
            Rule rule = number.isEmpty() ? null : rule(number);
            if (rule != null) {
                found.add(rule);
            } else if (!number.isEmpty()) {
                missing = true;
                warn("(7617): Signature ID '" + number
                        + "' was not found and will be ignored in the 'if_sid' option of rule '" + id + "'.");
            }
        }
        if (found.isEmpty() && missing) {
            warn("(7619): Empty 'if_sid' value. Rule '" + id + "' will be ignored.");
            return null;
        }
        return found;
    }

    private @Nullable Rule rule(String number) {
        return number.length() > 9 ? null : byId.get(Integer.parseInt(number));
    }

    /** The pattern may be found anywhere in the list of groups. */
    private List<Rule> rulesOfGroup(String pattern) {
        try {
            Expression expression = Expression.compile(Kind.OSMATCH, pattern);
            return rules(rule -> expression.matches(rule.definition().groups(), 0));
        } catch (ExpressionException e) {
            return List.of();
        }
    }

    private List<Rule> rules(Predicate<Rule> wanted) {
        return byId.values().stream().filter(wanted).toList();
    }

    /** The first rule of a category carries all others of that category. */
    private boolean isRoot(RuleDefinition definition) {
        return definition.category() != null
                && definition.parents().byOption().values().stream().allMatch(Objects::isNull)
                && rootsOf(definition.category()).isEmpty();
    }

    private static Category category(RuleDefinition definition) {
        return definition.category() == null ? Category.SYSLOG : definition.category();
    }

    private List<Rule> rootsOf(Category category) {
        return roots.stream()
                .filter(root -> root.definition().category() == category)
                .toList();
    }

    private void warn(String text) {
        log.warning(text);
    }
}
