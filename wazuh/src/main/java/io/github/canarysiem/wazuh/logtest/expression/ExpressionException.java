package io.github.canarysiem.wazuh.logtest.expression;

import java.util.OptionalInt;

/** A pattern that the engine refuses, or that this implementation cannot evaluate as the engine would. */
public final class ExpressionException extends Exception {
    private static final long serialVersionUID = 1;

    private final int code;
    private final boolean refused;

    private ExpressionException(String message, int code, boolean refused) {
        super(message);
        this.code = code;
        this.refused = refused;
    }

    static ExpressionException refused(int code, String message) {
        return new ExpressionException(message, code, true);
    }

    static ExpressionException refused(String message) {
        return new ExpressionException(message, 0, true);
    }

    static ExpressionException notModelled(String construct) {
        return new ExpressionException(
                "PCRE2's " + construct + " is not modelled here; write the expression without it", 0, false);
    }

    /** The engine's own code: 3 too long, 6 an unknown escape, 7 wrong parentheses. PCRE2 patterns have none. */
    public OptionalInt code() {
        return code == 0 ? OptionalInt.empty() : OptionalInt.of(code);
    }

    /** Whether the engine refuses it; otherwise the engine may well take it, and only this implementation cannot. */
    public boolean refusedByEngine() {
        return refused;
    }
}
