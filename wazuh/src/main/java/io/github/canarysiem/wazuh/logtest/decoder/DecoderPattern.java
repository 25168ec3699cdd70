package io.github.canarysiem.wazuh.logtest.decoder;

import io.github.canarysiem.wazuh.logtest.expression.Expression;
import io.github.canarysiem.wazuh.logtest.expression.Expression.Kind;
import io.github.canarysiem.wazuh.logtest.expression.ExpressionException;
import io.github.canarysiem.wazuh.logtest.load.LoadLog;
import io.github.canarysiem.wazuh.logtest.load.Never;
import io.github.canarysiem.wazuh.logtest.load.Pieces;
import io.github.canarysiem.wazuh.logtest.xml.RulesetElement;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One of a decoder's expressions while its pieces are read: the texts are put together, the last type counts. */
final class DecoderPattern {
    private static final int LONGEST = 1023;

    private final String option;
    private final String decoder;
    private final LoadLog log;
    private final Set<Kind> kinds;
    private final Kind standard;
    private final Pieces pieces;
    private Kind kind;
    private Offset offset = Offset.NONE;
    private int elements;
    private boolean lateOffset;
    private @Nullable Expression compiled;

    DecoderPattern(String option, String decoder, LoadLog log, Set<Kind> kinds) {
        this.option = option;
        this.decoder = decoder;
        this.log = log;
        this.kinds = kinds;
        this.standard = kinds.contains(Kind.OSMATCH) ? Kind.OSMATCH : Kind.OSREGEX;
        this.kind = standard;
        this.pieces = new Pieces(LONGEST, log);
    }

    void add(RulesetElement element) {
        pieces.add(element.content());
        kind = kind(element.attribute("type"));
        String value = element.attribute("offset");
        if (value != null) {
            lateOffset |= elements > 0;
            Offset known = Offset.of(value);
            if (known == null) {
                warn("offset");
            } else {
                offset = known;
            }
        }
        elements++;
    }

    private Kind kind(@Nullable String type) {
        if (type == null) {
            return standard;
        }
        for (Kind candidate : kinds) {
            if (candidate.name().toLowerCase(Locale.ROOT).equals(type)) {
                return candidate;
            }
        }
        warn("type");
        return standard;
    }

    private void warn(String attribute) {
        log.warning("(7601): Invalid value for attribute '" + attribute + "' in '" + option + "' option (decoder `"
                + decoder + "`). Default value will be used.");
    }

    boolean isPresent() {
        return pieces.text() != null;
    }

    /** Whether an element but the first has an offset. */
    boolean hasLateOffset() {
        return lateOffset;
    }

    Offset offset() {
        return offset;
    }

    @Nullable
    String text() {
        return pieces.text();
    }

    /** Whether the engine accepts it; a missing one is fine. */
    boolean compiles() {
        String text = pieces.text();
        if (text == null) {
            return true;
        }
        try {
            compiled = Expression.compile(kind, text);
            return true;
        } catch (ExpressionException e) {
            if (e.refusedByEngine()) {
                return false;
            }
            log.notModelled("decoder " + decoder + ", <" + option + ">: " + e.getMessage());
            compiled = Never.EXPRESSION;
            return true;
        }
    }

    /** The expression; null when it is missing. */
    @Nullable
    Expression compile() {
        return compiled;
    }
}
