package io.github.canarysiem.templates;

import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.interpret.TemplateError.ErrorItem;
import com.hubspot.jinjava.interpret.TemplateError.ErrorReason;
import com.hubspot.jinjava.interpret.TemplateError.ErrorType;
import com.hubspot.jinjava.lib.expression.ExpressionStrategy;
import com.hubspot.jinjava.tree.output.RenderedOutputNode;
import com.hubspot.jinjava.tree.parse.ExpressionToken;
import org.jspecify.annotations.Nullable;

/** Puts each value into the file as the file's format wants it; what that is never depends on the template. */
final class ValueWriter implements ExpressionStrategy {
    private static final long serialVersionUID = 1L;

    private final Format format;

    ValueWriter(Format format) {
        this.format = format;
    }

    @Override
    public RenderedOutputNode interpretOutput(ExpressionToken token, JinjavaInterpreter interpreter) {
        Object value =
                interpreter.resolveELExpression(token.getExpr(), token.getLineNumber(), token.getStartPosition());
        if (value == null) {
            if (interpreter.getErrors().isEmpty()) {
                fault(interpreter, token, "{{ " + token.getExpr() + " }} has no value", null);
            }
            return new RenderedOutputNode("");
        }
        try {
            return new RenderedOutputNode(format.written(value));
        } catch (IllegalArgumentException e) {
            fault(interpreter, token, named(token.getExpr()) + " " + e.getMessage() + ": give it another value", e);
            return new RenderedOutputNode("");
        }
    }

    /** A plain variable is a parameter, under the name by which it is set. */
    private static String named(String expression) {
        String plain = expression.strip();
        return plain.matches("[a-z0-9_]+")
                ? "parameter " + plain.replace('_', '-')
                : "the value of {{ " + plain + " }}";
    }

    private static void fault(
            JinjavaInterpreter interpreter, ExpressionToken token, String message, @Nullable Exception cause) {
        interpreter.addError(new TemplateError(
                ErrorType.FATAL,
                ErrorReason.OTHER,
                ErrorItem.OTHER,
                message,
                token.getExpr(),
                token.getLineNumber(),
                token.getStartPosition(),
                cause == null ? new InterpretException(message) : cause));
    }
}
