package io.github.canarysiem.wazuh.logtest.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * OS_Regex: a small language of classes ({@code \w \d \s \t \p \W \D \S \.}) that may repeat ({@code +}, {@code *}), literals, groups
 * that do not nest, and alternatives of whole patterns, the first that matches winning.
 */
final class OsRegex implements Expression {
    /** Bytes of the longest pattern. */
    static final int LONGEST = 20_480;

    private final List<OsRegexAlternative> alternatives;

    private OsRegex(List<OsRegexAlternative> alternatives) {
        this.alternatives = alternatives;
    }

    static OsRegex compile(String pattern) throws ExpressionException {
        return new OsRegex(OsRegexParser.parse(pattern));
    }

    @Override
    public @Nullable Match match(String text, int from) {
        for (int i = 0; i < alternatives.size(); i++) {
            Match match = alternatives.get(i).match(text, from);
            if (match != null) {
                return match;
            }
        }
        return null;
    }

    @Override
    public boolean matches(String text, int from) {
        for (int i = 0; i < alternatives.size(); i++) {
            if (alternatives.get(i).matches(text, from)) {
                return true;
            }
        }
        return false;
    }
}
