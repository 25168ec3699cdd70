package io.github.canarysiem.wazuh.logtest.load;

import io.github.canarysiem.wazuh.logtest.expression.Expression;
import io.github.canarysiem.wazuh.logtest.expression.Match;
import org.jspecify.annotations.Nullable;

/** Stands for an expression that this engine cannot evaluate as Wazuh would. */
public enum Never implements Expression {
    /** Matches nothing. */
    EXPRESSION;

    @Override
    public @Nullable Match match(String text, int from) {
        return null;
    }

    @Override
    public boolean matches(String text, int from) {
        return false;
    }
}
