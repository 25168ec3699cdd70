package io.github.canarysiem.wazuh.logtest.expression;

/**
 * One element of an OS_Regex: a class or a literal, and the parentheses beside it.
 *
 * @param bytes what it matches
 * @param quantifier how often
 * @param escaped whether it is a class, not a literal
 * @param opens whether a group opens before it
 * @param closes whether a group closes after it
 */
record OsRegexElement(ByteClass bytes, Quantifier quantifier, boolean escaped, boolean opens, boolean closes) {
    /** How often an element matches. */
    enum Quantifier {
        ONCE,
        ONE_OR_MORE,
        ANY_NUMBER
    }

    boolean repeats() {
        return quantifier != Quantifier.ONCE;
    }

    boolean optional() {
        return quantifier == Quantifier.ANY_NUMBER;
    }
}
