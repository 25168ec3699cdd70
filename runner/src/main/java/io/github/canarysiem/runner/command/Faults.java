package io.github.canarysiem.runner.command;

import io.github.canarysiem.json.Text;
import io.github.canarysiem.pipeline.StateInUseException;
import io.github.canarysiem.runner.configuration.ConfigurationException;
import io.github.canarysiem.runner.terminal.CommandException;
import io.github.canarysiem.runner.terminal.ExitCode;
import io.github.canarysiem.templates.GenerationException;
import io.github.canarysiem.templates.WrongChoiceException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells every fault on one line, {@code canary-siem: what, where: the mend}, and a stack trace only when asked for. */
final class Faults implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final PrintWriter err;
    private final BooleanSupplier debug;

    Faults(PrintWriter err, BooleanSupplier debug) {
        this.err = err;
        this.debug = debug;
    }

    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, @Nullable ParseResult parsed) {
        Exception e = thrown instanceof CommandLine.ExecutionException && thrown.getCause() instanceof Exception cause
                ? cause
                : thrown;
        if (debug.getAsBoolean()) {
            e.printStackTrace(err);
        }
        if (e instanceof ConfigurationException faulty) {
            faulty.lines().forEach(this::tell);
            return ExitCode.CONFIGURATION;
        }
        if (e instanceof GenerationException ungenerated) {
            ungenerated.faults().forEach(this::tell);
            return e instanceof WrongChoiceException ? ExitCode.USAGE : ExitCode.FAILURE;
        }
        tell(message(e));
        if (e instanceof CommandException failed) {
            return failed.exitCode();
        }
        return e instanceof StateInUseException ? ExitCode.TEMPORARY : ExitCode.FAILURE;
    }

    /** An argument may be a secret that slipped, so only the names of options are repeated. */
    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        tell(message(e) + ": see " + command + " --help");
        return ExitCode.USAGE;
    }

    private static String message(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            String first = unmatched.getUnmatched().get(0);
            if (!first.startsWith("-")) {
                return e.getCommandLine().getSubcommands().isEmpty()
                        ? "there is one parameter too many"
                        : "there is no such command" + near(unmatched.getSuggestions());
            }
            int end = first.indexOf('=');
            return "there is no option " + (end < 0 ? first : first.substring(0, end))
                    + near(unmatched.getSuggestions());
        }
        if (e instanceof MissingParameterException || e.getArgSpec() == null) {
            String message = String.valueOf(e.getMessage()).replaceFirst("^Error: ", "");
            return Character.toLowerCase(message.charAt(0)) + message.substring(1);
        }
        return "the value of " + e.getArgSpec().paramLabel() + " cannot be used";
    }

    private static String near(List<String> suggestions) {
        return suggestions.isEmpty() ? "" : ", did you mean " + suggestions.get(0) + "?";
    }

    private static String message(Exception e) {
        if (e instanceof CommandException || !(e instanceof IOException)) {
            return e instanceof CommandException
                    ? String.valueOf(e.getMessage())
                    : "an internal fault, " + e.getClass().getSimpleName()
                            + ": run it again with --debug and report what it shows";
        }
        return e instanceof FileSystemException file ? message(file) : String.valueOf(e.getMessage());
    }

    /** The messages of these are a file's name and no more. */
    private static String message(FileSystemException e) {
        String file = e.getFile() + ": ";
        if (e instanceof AccessDeniedException) {
            return file + "permission denied; let this user write there, or set another place";
        }
        if (e instanceof NoSuchFileException) {
            return file + "no such file or folder";
        }
        if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
            return file + "is a file where a folder is needed; move it away, or set another place";
        }
        String reason = e.getReason();
        return file + (reason == null ? "cannot be used" : reason.toLowerCase(Locale.ROOT))
                + "; mend that, or set another place";
    }

    private void tell(String message) {
        err.println("canary-siem: " + Text.printable(message));
    }
}
