package io.github.canarysiem.runner.command;

import io.github.canarysiem.runner.terminal.CommandException;
import io.github.canarysiem.runner.terminal.ExitCode;
import io.github.canarysiem.runner.terminal.Terminal;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides how canary-siem's own logs look, before Log4j is first used and reads {@code log4j2.xml}. Incidents are no logs; they
 * go to sinks alone.
 */
public final class Logs {
    /** The variable that chooses {@code json} or {@code text}. */
    public static final String FORM = "CANARY_SIEM_LOG";
    /** The variable that chooses the level. */
    public static final String LEVEL = "CANARY_SIEM_LOG_LEVEL";

    private static final List<String> FORMS = List.of("json", "text");
    private static final List<String> LEVELS = List.of("off", "error", "warn", "info", "debug", "trace");

    private Logs() {}

    /**
     * Sets form and level.
     *
     * @param otherwise the level if the environment does not say
     * @throws CommandException if the environment asks for something unknown
     */
    public static void prepare(String otherwise, Function<String, @Nullable String> environment)
            throws CommandException {
        String level = chosen(LEVEL, LEVELS, otherwise, environment);
        String form = chosen(FORM, FORMS, Terminal.ERROR.isInteractive() ? "text" : "json", environment);
        System.setProperty("canary.siem.log.level", level);
        // What libraries say below a warning is of no use to an operator, and nobody here has read it for secrets.
        System.setProperty("canary.siem.log.others", LEVELS.indexOf(level) < 2 ? level : "warn");
        System.setProperty("canary.siem.log.form", form);
    }

    private static String chosen(
            String name, List<String> known, String otherwise, Function<String, @Nullable String> environment)
            throws CommandException {
        String found = environment.apply(name);
        if (found == null || found.isBlank()) {
            return otherwise;
        }
        String word = found.strip().toLowerCase(Locale.ROOT);
        if (!known.contains(word)) {
            throw new CommandException(
                    ExitCode.CONFIGURATION, name + " is unknown: set it to one of " + String.join(", ", known));
        }
        return word;
    }
}
