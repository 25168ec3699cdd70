package io.github.canarysiem.wazuh.logtest.rule;

import io.github.canarysiem.wazuh.logtest.decoder.DecoderSet;
import io.github.canarysiem.wazuh.logtest.load.Elements;
import io.github.canarysiem.wazuh.logtest.load.LoadFailure;
import io.github.canarysiem.wazuh.logtest.load.LoadLog;
import io.github.canarysiem.wazuh.logtest.xml.RulesetElement;
import java.util.Map;

/** Reads files of rules. For one thread. */
public final class RuleReader {
    private final RuleTree tree;
    private final RuleContext context;
    private final LoadLog log;

    /**
     * A reader without rules.
     *
     * @param decoders that {@code <decoded_as>} may name
     * @param lists texts of the lists, ISO-8859-1, by the names that {@code <list>} uses
     */
    public RuleReader(DecoderSet decoders, Map<String, String> lists, LoadLog log) {
        this.log = log;
        this.tree = new RuleTree(log);
        this.context = new RuleContext(decoders, lists, log);
    }

    /**
     * Reads one file after the files before it.
     *
     * @param name as the messages call it
     * @param text ISO-8859-1, one character for each byte
     * @throws LoadFailure when the manager would not start
     */
    public void read(String name, String text) throws LoadFailure {
        if (text.isEmpty()) {
            return;
        }
        try {
            String none = "(1202): Configuration error at '" + name + "'.";
            for (RulesetElement element : Elements.of(name, text, none, log)) {
                readGroup(element);
            }
        } catch (LoadFailure e) {
            log.critical("(1220): Error loading the rules: '" + name + "'.");
            throw e;
        }
    }

    /** All rules that were read. */
    public RuleSet rules() {
        return new RuleSet(tree.roots(), context.fieldNames());
    }

    private void readGroup(RulesetElement group) throws LoadFailure {
        String groups = group.attribute("name");
        if (!group.is("group") || groups == null) {
            log.error("rules_op: Invalid root element \"" + group.name() + "\".Only \"group\" is allowed");
            throw new LoadFailure();
        }
        if (group.children().isEmpty()) {
            log.error("Group '" + group.name() + "' without any rule.");
            throw new LoadFailure();
        }
        for (RulesetElement rule : group.children()) {
            if (!rule.is("rule")) {
                log.error("Invalid configuration. '" + rule.name() + "' is not a valid element.");
                throw new LoadFailure();
            }
            RuleDraft draft = new RuleElement(rule, groups, context).read();
            if (draft != null) {
                tree.add(draft);
            }
        }
    }
}
