package io.github.canarysiem.templates;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.interpret.UnknownTokenException;
import io.github.canarysiem.json.Text;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Renders one template: strictly, without looking twice at a value, without a way into Java, and bounded in time, size and depth.
 *
 * <p>Thread-safe.
 */
final class Renderer {
    /** The longest template and the longest output, in characters. */
    static final int LONGEST = 2 << 20;

    private static final int NAMED_CHARACTERS = 80;
    private final Duration longest;

    /** Each rendering takes at most so long. */
    Renderer(Duration longest) {
        this.longest = longest;
    }

    /**
     * The text that a template makes of these variables.
     *
     * @param name of the template, for messages
     * @param variables texts, numbers, flags, lists and maps of these
     */
    String render(String name, String template, Map<String, Object> variables, Format format)
            throws GenerationException {
        if (template.length() > LONGEST) {
            throw new GenerationException(name + ": the template is longer than " + LONGEST + " characters: split it");
        }
        return bounded(name, () -> rendered(template, variables, format));
    }

    /** Whether an expression over these variables is true. */
    boolean holds(String name, String expression, Map<String, Object> variables) throws GenerationException {
        String text = "{% if " + expression + " %}1{% else %}0{% endif %}";
        return render(name, text, variables, Format.TEXT).equals("1");
    }

    /** Looks at the clock before every part, and gives up on what no part interrupts. */
    private String bounded(String name, Supplier<Outcome> rendering) throws GenerationException {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        outcome.complete(rendering.get());
                    } catch (StackOverflowError e) {
                        outcome.complete(new Outcome("", "it nests too deeply: make it flatter"));
                    } catch (RuntimeException | LinkageError e) {
                        outcome.completeExceptionally(e);
                    }
                },
                "template");
        thread.setDaemon(true);
        thread.start();
        try {
            Outcome result = outcome.get(longest.toMillis() * 2, TimeUnit.MILLISECONDS);
            if (result.fault().isEmpty()) {
                return result.text();
            }
            throw new GenerationException(name + ": " + result.fault());
        } catch (TimeoutException e) {
            throw new GenerationException(
                    name + ": it takes longer than " + longest.toSeconds() + " s: make it simpler", e);
        } catch (ExecutionException e) {
            throw new GenerationException(
                    name + ": it cannot be rendered: "
                            + Text.printable(cut(Objects.requireNonNullElse(e.getCause(), e))),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GenerationException(name + ": interrupted", e);
        } finally {
            thread.interrupt();
        }
    }

    private Outcome rendered(String template, Map<String, Object> variables, Format format) {
        ValueWriter writer = new ValueWriter(format);
        Jinjava engine = new Jinjava(SandboxConfiguration.of(writer, System.nanoTime() + longest.toNanos()));
        SandboxConfiguration.addFunctions(engine);
        RenderResult result = engine.renderForResult(template, new HashMap<>(variables));
        return result.getErrors().stream()
                .findFirst()
                .map(error -> new Outcome("", fault(error)))
                .orElseGet(() -> new Outcome(result.getOutput(), ""));
    }

    private static String fault(TemplateError error) {
        String where = "line " + Math.max(1, error.getLineno());
        if (error.getStartPosition() > 0) {
            where += ", column " + error.getStartPosition();
        }
        return where + ": " + Text.printable(cut(error));
    }

    private static String cut(TemplateError error) {
        return error.getException() instanceof UnknownTokenException unknown
                ? "there is no variable " + unknown.getToken() + ": declare it as a parameter, or mend its name"
                : cut(error.getMessage());
    }

    private static String cut(Throwable cause) {
        return cut(cause.getClass().getSimpleName() + ": " + cause.getMessage());
    }

    private static String cut(String message) {
        String line = message.lines().findFirst().orElse("");
        return line.length() <= NAMED_CHARACTERS * 2 ? line : line.substring(0, NAMED_CHARACTERS * 2) + "...";
    }

    /**
     * What became of a rendering.
     *
     * @param text the output
     * @param fault why there is none; empty if there is
     */
    private record Outcome(String text, String fault) {}
}
