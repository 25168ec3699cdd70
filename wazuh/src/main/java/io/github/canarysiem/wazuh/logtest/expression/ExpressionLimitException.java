package io.github.canarysiem.wazuh.logtest.expression;

/** A search took more steps than allowed, and was given up. The engine has such limits too; it then goes on as if nothing matched. */
public final class ExpressionLimitException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ExpressionLimitException(String message) {
        super(message);
    }
}
