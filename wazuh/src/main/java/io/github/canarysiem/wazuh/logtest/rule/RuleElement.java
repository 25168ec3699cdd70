package io.github.canarysiem.wazuh.logtest.rule;

import io.github.canarysiem.wazuh.logtest.load.Category;
import io.github.canarysiem.wazuh.logtest.load.LoadFailure;
import io.github.canarysiem.wazuh.logtest.load.LoadLog;
import io.github.canarysiem.wazuh.logtest.load.Pieces;
import io.github.canarysiem.wazuh.logtest.xml.RulesetElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one {@code <rule>}, with the engine's messages. Used once. */
final class RuleElement {
    /** Options that only people or other programs read. */
    private static final Set<String> WITHOUT_EFFECT = Set.of("info", "cve");

    private final RulesetElement element;
    private final RuleContext context;
    private final LoadLog log;
    private final RuleAttributes attributes;
    private final int id;
    private final Pieces description;
    private final Pieces ownGroups;
    private final ConditionOptions conditions;
    private final ContextOptions correlation;
    private final SwitchOptions switches;
    private final List<String> mitreIds = new ArrayList<>();
    private final String groups;
    private @Nullable Category category;
    private @Nullable String decodedAs;
    private @Nullable String ifSid;
    private @Nullable String ifLevel;
    private @Nullable String ifGroup;
    private @Nullable String ifMatchedSid;
    private @Nullable String ifMatchedGroup;

    RuleElement(RulesetElement element, String groups, RuleContext context) throws LoadFailure {
        this.element = element;
        this.groups = groups;
        this.context = context;
        this.log = context.log();
        this.attributes = new RuleAttributes(element, log);
        this.id = attributes.id();
        this.description = new Pieces(RulePattern.LONGEST, log);
        this.ownGroups = new Pieces(Integer.MAX_VALUE, log);
        this.conditions = new ConditionOptions(id, context);
        this.correlation = new ContextOptions(id, log);
        this.switches = new SwitchOptions(id, log);
    }

    /** The rule; null when the engine leaves it out with a warning. */
    @Nullable
    RuleDraft read() throws LoadFailure {
        if (element.children().isEmpty()) {
            throw failure(
                    "Rule '" + id
                            + "' without any option. It may lead to false positives and some other problems for the system. Exiting.");
        }
        for (RulesetElement option : element.children()) {
            read(option);
        }
        String text = description.text();
        if (text == null) {
            throw failure("No such description at rule '" + id + "'.");
        }
        Parents parents = new Parents(ifSid, ifLevel, ifGroup, ifMatchedSid, ifMatchedGroup);
        if (!parents.correlates() && (attributes.frequency() != null || correlation.isUsed())) {
            throw failure("Invalid use of frequency/context options. Missing if_matched on rule '" + id + "'.");
        }
        List<Condition> compiled = conditions.compile(attributes.maxSize(), category, decodedAs);
        return conditions.isLeftOut() ? null : draft(new Description(text), parents, compiled);
    }

    private RuleDraft draft(Description text, Parents parents, List<Condition> compiled) {
        String own = ownGroups.text();
        String allGroups = own == null ? groups : groups + own;
        RuleDefinition definition = new RuleDefinition(
                id,
                attributes.level(),
                conditions.gates(),
                compiled,
                decodedAs,
                text,
                allGroups,
                Groups.of(allGroups),
                category,
                parents,
                attributes.ignore(),
                attributes.frequency(),
                mitreIds,
                switches.options(attributes.noAlert()),
                attributes.overwrites());
        return new RuleDraft(definition, attributes.timeframe(), correlation.isAnyAgent(), correlation.comparisons());
    }

    private void read(RulesetElement option) throws LoadFailure {
        String name = option.plainName();
        switch (name) {
            case "description" -> description.add(option.content());
            case "group" -> ownGroups.add(option.content());
            case "if_sid" -> ifSid = joined(ifSid, option.content());
            case "if_group" -> ifGroup = joined(ifGroup, option.content());
            case "if_level" -> ifLevel = number(option);
            case "if_matched_sid" -> ifMatchedSid = number(option);
            case "if_matched_group" -> ifMatchedGroup = joined(ifMatchedGroup, option.content());
            case "decoded_as" -> decodedAs = decoder(option.content());
            case "category" -> category = category(option.content());
            case "mitre" -> readMitre(option);
            case "options" -> switches.add(option);
            default -> readOther(name, option);
        }
    }

    private void readOther(String name, RulesetElement option) throws LoadFailure {
        if (!WITHOUT_EFFECT.contains(name) && !correlation.add(name, option) && !conditions.add(name, option)) {
            throw failure("Invalid option '" + option.name() + "' for rule '" + id + "'.");
        }
    }

    private static String joined(@Nullable String before, String piece) {
        return before == null ? piece : before + piece;
    }

    private String number(RulesetElement option) throws LoadFailure {
        String value = option.content().strip();
        if (!value.matches("[0-9]{1,9}")) {
            throw failure("(1235): Invalid value for element '" + option.name() + "': " + option.content() + ".");
        }
        return value;
    }

    private String decoder(String name) throws LoadFailure {
        if (!context.decoders().contains(name)) {
            throw failure("Invalid decoder name: '" + name + "'.");
        }
        if (context.decoders().isBuiltIn(name)) {
            log.notModelled(
                    "decoder " + name + ", which rules ask for, decodes events of a module of the engine, not logs");
        }
        return name;
    }

    private Category category(String label) throws LoadFailure {
        Category known = Category.of(label);
        if (known == null) {
            throw failure("(1273): Invalid category '" + label + "' chosen.");
        }
        return known;
    }

    private void readMitre(RulesetElement mitre) throws LoadFailure {
        if (mitre.children().isEmpty()) {
            log.warning("Empty Mitre information for rule '" + id + "'");
        }
        for (RulesetElement technique : mitre.children()) {
            if (!technique.is("id")) {
                throw failure("Invalid option '" + technique.name() + "' for rule '" + id + "'");
            }
            if (technique.content().isEmpty()) {
                log.warning("No Mitre Technique ID found for rule '" + id + "'");
            } else if (!mitreIds.contains(technique.content())) {
                mitreIds.add(technique.content());
            }
        }
    }

    private LoadFailure failure(String error) {
        log.error(error);
        return new LoadFailure();
    }
}
