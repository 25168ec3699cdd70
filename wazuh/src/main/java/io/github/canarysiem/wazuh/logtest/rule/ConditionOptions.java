package io.github.canarysiem.wazuh.logtest.rule;

import io.github.canarysiem.wazuh.logtest.event.FixedField;
import io.github.canarysiem.wazuh.logtest.expression.Expression.Kind;
import io.github.canarysiem.wazuh.logtest.load.Category;
import io.github.canarysiem.wazuh.logtest.load.LoadFailure;
import io.github.canarysiem.wazuh.logtest.load.LoadLog;
import io.github.canarysiem.wazuh.logtest.xml.RulesetElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The options of a rule that ask something of the current event, while they are read. */
final class ConditionOptions {
    private static final Map<String, Function<Candidate, @Nullable String>> SUBJECTS = Map.ofEntries(
            Map.entry("srcport", fixed(FixedField.SRCPORT)),
            Map.entry("dstport", fixed(FixedField.DSTPORT)),
            Map.entry("protocol", fixed(FixedField.PROTOCOL)),
            Map.entry("action", fixed(FixedField.ACTION)),
            Map.entry("id", fixed(FixedField.ID)),
            Map.entry("status", fixed(FixedField.STATUS)),
            Map.entry("url", fixed(FixedField.URL)),
            Map.entry("data", fixed(FixedField.DATA)),
            Map.entry("extra_data", fixed(FixedField.EXTRA_DATA)),
            Map.entry("system_name", fixed(FixedField.SYSTEM_NAME)),
            Map.entry("user", ConditionOptions::user),
            Map.entry("program_name", candidate -> candidate.event().header().programName()),
            Map.entry("hostname", candidate -> candidate.event().header().hostname()),
            Map.entry("location", candidate -> candidate.event().origin().location()),
            Map.entry("match", candidate -> candidate.event().header().log()),
            Map.entry("regex", candidate -> candidate.event().header().log()));

    private final int rule;
    private final RuleContext context;
    private final LoadLog log;
    private final Map<String, RulePattern> patterns = new LinkedHashMap<>();
    private final AddressOptions addresses;
    private final LeafOptions leaves;
    private final List<FieldOption> fields = new ArrayList<>();

    ConditionOptions(int rule, RuleContext context) {
        this.rule = rule;
        this.context = context;
        this.log = context.log();
        this.addresses = new AddressOptions(rule, log);
        this.leaves = new LeafOptions(rule, context);
    }

    private record FieldOption(String name, RulePattern pattern) {}

    /** Reads an option if it is one of these. */
    boolean add(String name, RulesetElement option) throws LoadFailure {
        if (SUBJECTS.containsKey(name)) {
            Kind standard = name.equals("regex") ? Kind.OSREGEX : Kind.OSMATCH;
            patterns.computeIfAbsent(name, added -> new RulePattern(name, rule, standard, log))
                    .add(option);
            return true;
        }
        if (name.equals("field")) {
            addField(option);
            return true;
        }
        return addresses.add(name, option) || leaves.add(name, option);
    }

    private void addField(RulesetElement option) throws LoadFailure {
        String name = option.attribute("name");
        if (name == null) {
            throw new LoadFailure();
        }
        if (FixedField.ofRulesetName(name) != null) {
            log.error("Failure to read rule " + rule + ". Field '" + name + "' is static.");
            throw new LoadFailure();
        }
        RulePattern pattern = RulePattern.ofField(rule, log);
        pattern.add(option);
        fields.add(new FieldOption(name, pattern));
    }

    /** Whether the engine leaves the rule out. */
    boolean isLeftOut() {
        return leaves.isLeftOut();
    }

    /** Cheap checks in front of the conditions; none is needed for an event to match, each is sure when it says no. */
    List<Gate> gates() {
        List<Gate> gates = new ArrayList<>();
        for (FieldOption field : fields) {
            add(gates, field.pattern().gate(context.fieldNames().numberFor(field.name())));
        }
        for (String option : List.of("match", "regex")) {
            RulePattern pattern = patterns.get(option);
            if (pattern != null) {
                add(gates, pattern.gate(Gate.LOG));
            }
        }
        return gates;
    }

    private static void add(List<Gate> gates, @Nullable Gate gate) {
        if (gate != null) {
            gates.add(gate);
        }
    }

    /** All conditions, the cheap ones first. */
    List<Condition> compile(int maxSize, @Nullable Category category, @Nullable String decodedAs) throws LoadFailure {
        List<Condition> conditions = new ArrayList<>();
        if (category != null) {
            conditions.add(candidate -> candidate.event().category() == category);
        }
        if (decodedAs != null) {
            conditions.add(candidate -> decodedAs.equals(candidate.event().decoder()));
        }
        if (maxSize > 0) {
            conditions.add(candidate -> candidate.event().header().fullLog().length() >= maxSize);
        }
        for (FieldOption field : fields) {
            int number = context.fieldNames().numberFor(field.name());
            conditions.add(field.pattern().condition(candidate -> candidate.dynamic(number)));
        }
        List<Condition> onLog = new ArrayList<>();
        for (Map.Entry<String, RulePattern> pattern : patterns.entrySet()) {
            String option = pattern.getKey();
            (option.equals("match") || option.equals("regex") ? onLog : conditions)
                    .add(condition(option, pattern.getValue()));
        }
        conditions.addAll(addresses.conditions());
        conditions.addAll(onLog);
        conditions.addAll(leaves.conditions());
        return conditions;
    }

    /** Without a type an action is compared, not searched. */
    private static Condition condition(String option, RulePattern pattern) throws LoadFailure {
        Function<Candidate, @Nullable String> subject = subject(option);
        return option.equals("action") && !pattern.isTyped() ? pattern.equality(subject) : pattern.condition(subject);
    }

    private static Function<Candidate, @Nullable String> subject(String option) {
        Function<Candidate, @Nullable String> subject = SUBJECTS.get(option);
        if (subject == null) {
            throw new IllegalArgumentException("no condition " + option);
        }
        return subject;
    }

    private static Function<Candidate, @Nullable String> fixed(FixedField field) {
        return candidate -> candidate.event().get(field);
    }

    /** The destination's user if there is one, else the source's. */
    private static @Nullable String user(Candidate candidate) {
        String user = candidate.event().get(FixedField.DSTUSER);
        return user == null ? candidate.event().get(FixedField.SRCUSER) : user;
    }
}
