package io.github.canarysiem.wazuh.logtest;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One file of a ruleset.
 *
 * @param kind what it is
 * @param name as the engine names it in its messages and in {@code <list>}: {@code etc/rules/local_rules.xml}
 * @param text ISO-8859-1, one character for each byte
 */
record RulesetFile(Kind kind, String name, String text) {
    /** What a file is. */
    enum Kind {
        DECODERS,
        RULES,
        LIST;

        String directory() {
            return this == LIST ? "lists" : name().toLowerCase(Locale.ROOT);
        }
    }

    static RulesetFile of(String name, String text) {
        List<String> parts = Arrays.asList(name.replace('\\', '/').split("/", -1));
        for (Kind kind : Kind.values()) {
            int directory = parts.indexOf(kind.directory());
            if (directory >= 0 && directory < parts.size() - 1) {
                String place = directory > 0 && parts.get(directory - 1).equals("ruleset") ? "ruleset/" : "etc/";
                return new RulesetFile(kind, place + String.join("/", parts.subList(directory, parts.size())), text);
            }
        }
        throw new IllegalArgumentException("'" + name
                + "' is in none of the directories decoders, rules and lists; name it like rules/local_rules.xml");
    }

    String baseName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
