package io.github.canarysiem.wazuh.logtest.decoder;

import io.github.canarysiem.wazuh.logtest.load.LoadFailure;
import io.github.canarysiem.wazuh.logtest.load.LoadLog;
import org.jspecify.annotations.Nullable;

/** What the engine demands of a decoder as a whole. */
final class DecoderChecks {
    private DecoderChecks() {}

    /** Ends the loading, with the engine's messages, when an option lacks another or may not stand with it. */
    static void check(
            String name,
            @Nullable String parent,
            DecoderPattern programName,
            DecoderPattern prematch,
            DecoderPattern regex,
            PluginOption plugin,
            boolean hasOrder,
            LoadLog log)
            throws LoadFailure {
        if (parent == null && !prematch.isPresent() && !programName.isPresent()) {
            log.error("(2108): No 'prematch' found in decoder: '" + name + "'.");
            throw bad(name, log);
        }
        if (regex.isPresent() != hasOrder) {
            throw bad(name, log);
        }
        if (regex.hasLateOffset()) {
            log.error("(2109): Duplicated offsets for same regex: '" + name + "'.");
            throw bad(name, log);
        }
        Offset wrong = wrongOffset(parent != null, prematch, regex, plugin);
        if (wrong != null) {
            log.error("(2120): Invalid offset value: '" + wrong.label() + "'");
            throw bad(name, log);
        }
        for (DecoderPattern pattern : new DecoderPattern[] {programName, prematch, regex}) {
            if (!pattern.compiles()) {
                log.error("(1452): Syntax error on regex: '" + pattern.text() + "'");
                throw bad(name, log);
            }
        }
    }

    private static @Nullable Offset wrongOffset(
            boolean isChild, DecoderPattern prematch, DecoderPattern regex, PluginOption plugin) {
        if (isWrong(prematch.offset(), isChild, false)) {
            return prematch.offset();
        }
        if (isWrong(regex.offset(), isChild, prematch.isPresent())) {
            return regex.offset();
        }
        return plugin.offset() == Offset.AFTER_REGEX || isWrong(plugin.offset(), isChild, prematch.isPresent())
                ? plugin.offset()
                : null;
    }

    private static boolean isWrong(Offset offset, boolean isChild, boolean hasPrematch) {
        return switch (offset) {
            case NONE -> false;
            case AFTER_PREMATCH -> !hasPrematch;
            case AFTER_PARENT, AFTER_REGEX -> !isChild;
        };
    }

    private static LoadFailure bad(String name, LoadLog log) {
        log.error("(2107): Decoder configuration error: '" + name + "'.");
        return new LoadFailure();
    }
}
