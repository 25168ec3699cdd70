package io.github.canarysiem.runner.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.canarysiem.runner.terminal.CommandException;
import io.github.canarysiem.runner.terminal.ExitCode;
import io.github.canarysiem.wazuh.logtest.expression.ExpressionTrial;
import java.io.IOException;
import java.io.PrintWriter;

/** Tries expressions, a JSON object a line. */
final class LogtestExpressions {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintWriter out;

    LogtestExpressions(PrintWriter out) {
        this.out = out;
    }

    void answer(InputLines lines) throws IOException, CommandException {
        int number = 0;
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            number++;
            try {
                if (!(JSON.readTree(line) instanceof ObjectNode question)) {
                    throw new IllegalArgumentException("it is no object");
                }
                out.println(ExpressionTrial.answer(question));
            } catch (JsonProcessingException e) {
                throw wrong(number, "it is no JSON");
            } catch (IllegalArgumentException e) {
                throw wrong(number, String.valueOf(e.getMessage()));
            }
        }
    }

    private static CommandException wrong(int line, String why) {
        return new CommandException(
                ExitCode.FAILURE,
                "line " + line + ": " + why + "; write {\"kind\":\"osregex\",\"pattern\":\"...\",\"text\":\"...\"}");
    }
}
