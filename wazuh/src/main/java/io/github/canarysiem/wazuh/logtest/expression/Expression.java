package io.github.canarysiem.wazuh.logtest.expression;

import org.jspecify.annotations.Nullable;

/** A compiled pattern. Immutable and thread-safe. */
public interface Expression {
    /**
     * Searches the text for the first match.
     *
     * @param text ISO-8859-1, one character for each byte
     * @param from 0 to the length of the text: where the text starts that the engine sees; {@code ^} matches here and nowhere else
     * @return null when nothing matches
     * @throws ExpressionLimitException when the search was given up
     */
    @Nullable
    Match match(String text, int from);

    /** Whether {@link #match} would find something; the fast path. */
    boolean matches(String text, int from);

    /**
     * Compiles a pattern.
     *
     * @param pattern ISO-8859-1, one character for each byte
     * @throws ExpressionException when the engine refuses the pattern, or when this implementation cannot do what the engine does
     */
    static Expression compile(Kind kind, String pattern) throws ExpressionException {
        return switch (kind) {
            case OSREGEX -> OsRegex.compile(pattern);
            case OSMATCH -> OsMatch.compile(pattern);
            case PCRE2 -> Pcre2.compile(pattern);
        };
    }

    /** The languages; the attribute {@code type} of the XML names them in lower case. */
    enum Kind {
        OSREGEX,
        OSMATCH,
        PCRE2
    }
}
