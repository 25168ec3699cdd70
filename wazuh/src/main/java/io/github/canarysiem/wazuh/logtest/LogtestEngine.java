package io.github.canarysiem.wazuh.logtest;

import io.github.canarysiem.wazuh.logtest.decoder.DecoderSet;
import io.github.canarysiem.wazuh.logtest.event.Event;
import io.github.canarysiem.wazuh.logtest.event.Origin;
import io.github.canarysiem.wazuh.logtest.event.Predecoder;
import io.github.canarysiem.wazuh.logtest.rule.RuleSession;
import io.github.canarysiem.wazuh.logtest.rule.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A test session: evaluates lines one after the other and remembers, as the manager does, what its correlating rules count.
 *
 * <p>Not thread-safe; engines of one {@link Ruleset} are independent of each other.
 */
public final class LogtestEngine {
    /** Where lines come from when nobody says. */
    public static final String STANDARD_LOCATION = "stdin";

    /** The manager's own host name. */
    private static final String HOSTNAME = "refhost";

    private final DecoderSet decoders;
    private final RuleSession rules;
    private final Clock clock;
    private List<String> loadMessages;

    LogtestEngine(LoadReport report, DecoderSet decoders, RuleSession rules, Clock clock) {
        this.decoders = decoders;
        this.rules = rules;
        this.clock = clock;
        this.loadMessages =
                report.messages().stream().map(LoadMessage::toString).toList();
    }

    /** Evaluates a line of the manager's own log file {@link #STANDARD_LOCATION}. */
    public LogtestResult evaluate(String line) {
        return evaluate(line, STANDARD_LOCATION);
    }

    /**
     * Evaluates a line.
     *
     * @param line without its line break
     * @param location a file, or an agent and its file: {@code [001] (web1) 10.9.9.9->/var/log/app.log}
     */
    public LogtestResult evaluate(String line, String location) {
        return evaluateBytes(Bytes.of(line), Bytes.of(location));
    }

    /**
     * Evaluates a line of any bytes.
     *
     * @param line without its line break
     * @param location as in {@link #evaluate(String, String)}
     */
    public LogtestResult evaluate(byte[] line, String location) {
        return evaluateBytes(new String(line, StandardCharsets.ISO_8859_1), Bytes.of(location));
    }

    private LogtestResult evaluateBytes(String line, String location) {
        Origin origin = Origin.of(location);
        String hostname = origin.hostname() == null ? HOSTNAME : origin.hostname();
        Event event = new Event(Predecoder.read(line, hostname), origin, ZonedDateTime.now(clock));
        decoders.decode(event);
        @Nullable Verdict verdict = rules.evaluate(event);
        List<String> messages = loadMessages;
        loadMessages = List.of();
        return Results.of(event, verdict, messages);
    }
}
