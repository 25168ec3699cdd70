package io.github.canarysiem.wazuh.logtest.decoder;

import io.github.canarysiem.wazuh.logtest.event.FirstTimeSeen;
import io.github.canarysiem.wazuh.logtest.event.FixedField;
import io.github.canarysiem.wazuh.logtest.expression.Expression.Kind;
import io.github.canarysiem.wazuh.logtest.load.Category;
import io.github.canarysiem.wazuh.logtest.load.LoadFailure;
import io.github.canarysiem.wazuh.logtest.load.LoadLog;
import io.github.canarysiem.wazuh.logtest.xml.RulesetElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one {@code <decoder>}, with the engine's messages. Used once. */
final class DecoderElement {
    private static final int MOST_FIELDS = 256;
    private static final Set<String> OTHER_ATTRIBUTES = Set.of("status", "type");

    private final RulesetElement element;
    private final LoadLog log;
    private final String name;
    private final DecoderPattern programName;
    private final DecoderPattern prematch;
    private final DecoderPattern regex;
    private final PluginOption plugin;
    private @Nullable String parent;
    private @Nullable List<TargetField> order;
    private @Nullable FirstTimeSeen firstTimeSeen;
    private Category category = Category.SYSLOG;
    private boolean usesOwnName;
    private boolean accumulates;

    DecoderElement(RulesetElement element, LoadLog log) throws LoadFailure {
        this.element = element;
        this.log = log;
        this.name = name();
        this.programName =
                new DecoderPattern("program_name", name, log, Set.of(Kind.OSMATCH, Kind.OSREGEX, Kind.PCRE2));
        this.prematch = new DecoderPattern("prematch", name, log, Set.of(Kind.OSREGEX, Kind.PCRE2));
        this.regex = new DecoderPattern("regex", name, log, Set.of(Kind.OSREGEX, Kind.PCRE2));
        this.plugin = new PluginOption(name, log);
    }

    private String name() throws LoadFailure {
        String first = element.attributes().isEmpty()
                        || !element.attributes().get(0).name().equalsIgnoreCase("name")
                ? null
                : element.attributes().get(0).value();
        boolean others = element.attributes().stream()
                .skip(1)
                .anyMatch(attribute -> !OTHER_ATTRIBUTES.contains(attribute.name()));
        if (!element.is("decoder") || first == null || others) {
            throw failure("(1230): Invalid element in the configuration: '" + element.name() + "'.");
        }
        return first;
    }

    /** The decoder, once all options have been read. */
    Decoder decoder() throws LoadFailure {
        String type = element.attribute("type");
        if (type != null) {
            category(type);
        }
        for (RulesetElement option : element.children()) {
            read(option);
        }
        DecoderChecks.check(name, parent, programName, prematch, regex, plugin, order != null, log);
        return new Decoder(
                name,
                parent,
                programName.compile(),
                prematch.compile(),
                prematch.offset(),
                regex.compile(),
                regex.offset(),
                order == null ? List.of() : order,
                plugin.plugin(),
                plugin.offset(),
                usesOwnName,
                category,
                firstTimeSeen,
                accumulates);
    }

    private void read(RulesetElement option) throws LoadFailure {
        switch (option.plainName()) {
            case "parent" -> parent = option.content();
            case "program_name" -> programName.add(option);
            case "prematch" -> prematch.add(option);
            case "regex" -> regex.add(option);
            case "order" -> order = order(option.content());
            case "fts" -> firstTimeSeen = firstTimeSeen(option.content());
            case "plugin_decoder" -> plugin.name(option);
            case "json_null_field" -> plugin.nullField(option.content());
            case "json_array_structure" -> plugin.arrayStructure(option.content());
            case "type" -> category(option.content());
            case "use_own_name" -> usesOwnName = option.content().equals("true");
            case "accumulate" -> {
                accumulates = true;
                log.notModelled(
                        "decoder " + name + ": <accumulate>, fields gathered over several events, is not modelled");
            }
            case "ftscomment" -> {
                // A comment for people.
            }
            default -> throw failure("Invalid element '" + option.name() + "' for decoder '" + element.name() + "'");
        }
    }

    private void category(String label) throws LoadFailure {
        Category known = Category.of(label);
        if (known == null) {
            throw failure("Invalid decoder type '" + label + "'.");
        }
        category = known;
    }

    private List<TargetField> order(String text) throws LoadFailure {
        List<TargetField> fields = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            if (fields.size() >= MOST_FIELDS) {
                throw failure("Order has too many fields.");
            }
            String field = firstWord(part);
            if (field.isEmpty()) {
                throw failure("decode-xml: Wrong field '" + field + "' in the order of decoder '" + name + "'");
            }
            fields.add(TargetField.of(field));
        }
        return fields;
    }

    private FirstTimeSeen firstTimeSeen(String text) throws LoadFailure {
        boolean byName = false;
        boolean byLocation = false;
        List<FixedField> fields = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String field = firstWord(part);
            FixedField fixed = FixedField.ofRulesetName(field);
            if (fixed != null) {
                fields.add(fixed);
            } else if (field.equals("name")) {
                byName = true;
            } else if (field.equals("location")) {
                byLocation = true;
            } else {
                throw failure("decode-xml: Wrong field '" + field + "' in the fts decoder '" + name + "'");
            }
        }
        return new FirstTimeSeen(byName, byLocation, List.copyOf(fields));
    }

    /** Names end at the first blank behind their first character that is none. */
    private static String firstWord(String text) {
        String word = text.strip();
        int blank = word.indexOf(' ');
        return blank < 0 ? word : word.substring(0, blank);
    }

    private LoadFailure failure(String error) {
        log.error(error);
        return new LoadFailure();
    }
}
