package io.github.canarysiem.templates;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.el.JinjavaProcessors;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.Context.Library;
import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.fn.ELFunctionDefinition;
import com.hubspot.jinjava.mode.ExecutionMode;
import com.hubspot.jinjava.tree.Node;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/** How the template engine is set up: strict, bounded, and without anything that differs from run to run. */
public final class SandboxConfiguration {
    private static final int MOST_ENTRIES = 10_000;
    private static final int DEEPEST = 12;
    /** What differs from run to run, reads other files, or renders text that is no template. */
    private static final Map<Library, Set<String>> DISABLED = Map.of(
            Library.TAG,
            Set.of("include", "import", "from", "extends", "block", "autoescape", "cycle"),
            Library.FUNCTION,
            Set.of("now", "today", "unixtimestamp", "super", "strtotime", "datetimeformat"),
            Library.FILTER,
            Set.of(
                    "random",
                    "shuffle",
                    "render",
                    "log",
                    "attr",
                    "map",
                    "selectattr",
                    "rejectattr",
                    "groupby",
                    "pprint",
                    "datetimeformat",
                    "unixtimestamp",
                    "format_date",
                    "format_time",
                    "format_datetime",
                    "fromjson",
                    "fromyaml"));

    private SandboxConfiguration() {}

    /** A configuration whose renderings end at this time, as {@link System#nanoTime()} counts. */
    static JinjavaConfig of(ValueWriter writer, long end) {
        return JinjavaConfig.newBuilder()
                .withCharset(StandardCharsets.UTF_8)
                .withLocale(Locale.ROOT)
                .withTimeZone(ZoneOffset.UTC)
                .withFailOnUnknownTokens(true)
                .withNestedInterpretationEnabled(false)
                .withKeepTrailingNewline(true)
                .withTrimBlocks(true)
                .withLstripBlocks(true)
                .withMaxRenderDepth(DEEPEST)
                .withMaxMacroRecursionDepth(DEEPEST)
                .withEnableRecursiveMacroCalls(false)
                .withMaxOutputSize(Renderer.LONGEST)
                .withMaxStringLength(Renderer.LONGEST)
                .withMaxListSize(MOST_ENTRIES)
                .withMaxMapSize(MOST_ENTRIES)
                .withRangeLimit(MOST_ENTRIES)
                .withDisabled(DISABLED)
                .withReadOnlyResolver(true)
                .withElResolver(new Sandbox())
                .withProcessors(JinjavaProcessors.newBuilder()
                        .withNodePreProcessor((node, interpreter) -> watch(node, interpreter, end))
                        .build())
                .withExecutionMode(new ExecutionMode() {
                    @Override
                    public void prepareContext(Context context) {
                        context.setExpressionStrategy(writer);
                    }
                })
                .build();
    }

    /** Puts functions of ours in the place of the engine's. */
    static void addFunctions(Jinjava engine) {
        engine.getGlobalContext()
                .registerFunction(
                        new ELFunctionDefinition("", "range", SandboxConfiguration.class, "range", long.class));
    }

    /** The numbers from 0 up to before an end. The engine's own would silently stop at its limit. */
    public static List<Long> range(long end) {
        if (end > MOST_ENTRIES) {
            throw new IllegalArgumentException("a range has at most " + MOST_ENTRIES + " numbers");
        }
        return LongStream.range(0, end).boxed().toList();
    }

    private static void watch(Node node, JinjavaInterpreter interpreter, long end) {
        interpreter.getContext().setCurrentNode(node);
        if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
            throw new InterpretException("it takes too long", node.getLineNumber(), node.getStartPosition());
        }
    }
}
