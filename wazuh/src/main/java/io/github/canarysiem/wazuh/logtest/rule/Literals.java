package io.github.canarysiem.wazuh.logtest.rule;

import io.github.canarysiem.wazuh.logtest.expression.Expression.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds texts that a pattern cannot match without, whatever the case of their letters. What is not understood for certain yields nothing:
 * a text less is only slower, a text too much would be wrong.
 */
final class Literals {
    /** Characters that mean nothing but themselves in no language here. */
    private static final String SPECIAL = "\\()[]{}^$|+*?.!<>-";

    private Literals() {}

    /**
     * For each alternative of the pattern the texts that it needs, all of them.
     *
     * @return null when an alternative needs none
     */
    static @Nullable List<List<String>> required(Kind kind, String pattern) {
        List<List<String>> alternatives = new ArrayList<>();
        for (String alternative : alternatives(kind, pattern)) {
            List<String> texts = runs(kind, alternative);
            texts.removeIf(text -> text.length() < Trigrams.LENGTH);
            if (texts.isEmpty()) {
                return null;
            }
            alternatives.add(texts);
        }
        return alternatives;
    }

    private static List<String> alternatives(Kind kind, String pattern) {
        return switch (kind) {
            case OSMATCH -> List.of(pattern.split("\\|", -1));
            case OSREGEX -> split(pattern);
            case PCRE2 -> isPlain(pattern) ? split(withoutCaseFlag(pattern)) : List.of("");
        };
    }

    /** No alternatives but the outermost, no classes, no inline flags but {@code (?i)} in front, no escapes of more than two characters. */
    private static boolean isPlain(String pattern) {
        String rest = withoutCaseFlag(pattern);
        for (int i = 0; i < rest.length(); i++) {
            char character = rest.charAt(i);
            if ("([{".indexOf(character) >= 0) {
                return false;
            }
            if (character == '\\') {
                i++;
                if (i >= rest.length() || "QEcxopPNugkKXRb0123456789".indexOf(rest.charAt(i)) >= 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static String withoutCaseFlag(String pattern) {
        return pattern.startsWith("(?i)") ? pattern.substring("(?i)".length()) : pattern;
    }

    /** At the bars that are not escaped. */
    private static List<String> split(String pattern) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < pattern.length(); i++) {
            if (pattern.charAt(i) == '\\') {
                i++;
            } else if (pattern.charAt(i) == '|') {
                parts.add(pattern.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(pattern.substring(start));
        return parts;
    }

    /** Characters side by side that must be there as they are. */
    private static List<String> runs(Kind kind, String alternative) {
        List<String> runs = new ArrayList<>();
        if (alternative.startsWith("!")) {
            return runs;
        }
        StringBuilder run = new StringBuilder();
        for (int i = 0; i < alternative.length(); i++) {
            char character = alternative.charAt(i);
            if (isLiteral(kind, character)) {
                run.append(character);
                continue;
            }
            if ("+*?{".indexOf(character) >= 0 && !run.isEmpty()) {
                run.setLength(run.length() - 1);
            }
            if (character == '\\' && kind != Kind.OSMATCH) {
                i++;
            }
            runs.add(run.toString());
            run.setLength(0);
        }
        runs.add(run.toString());
        return runs;
    }

    private static boolean isLiteral(Kind kind, char character) {
        return character >= ' '
                && character < 0x7f
                && (SPECIAL.indexOf(character) < 0 || (kind != Kind.PCRE2 && ".-".indexOf(character) >= 0));
    }
}
