package io.github.canarysiem.source.webhook;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** Tells the log of refused requests: a line a minute for each reason, however many there are. Thread-safe. */
final class Refusals {
    private static final Logger LOG = LogManager.getLogger(Refusals.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<Answer, Tally> tallies = new EnumMap<>(Answer.class);
    private long total;

    private static final class Tally {
        private long untold;
        private @Nullable InetAddress last;
        private Instant toldAt = Instant.MIN;
    }

    Refusals(Clock clock) {
        this.clock = clock;
    }

    synchronized void note(Answer answer, @Nullable InetAddress peer) {
        Tally tally = tallies.computeIfAbsent(answer, key -> new Tally());
        tally.untold++;
        tally.last = peer;
        total++;
    }

    /** How many there were. */
    synchronized long total() {
        return total;
    }

    /** Writes what is due. */
    synchronized void tell() {
        Instant now = clock.instant();
        tallies.forEach((answer, tally) -> {
            if (tally.untold > 0 && !now.isBefore(due(tally))) {
                tell(answer, tally);
                tally.untold = 0;
                tally.toldAt = now;
            }
        });
    }

    private static Instant due(Tally tally) {
        return tally.toldAt.equals(Instant.MIN) ? Instant.MIN : tally.toldAt.plus(PAUSE);
    }

    private static void tell(Answer answer, Tally tally) {
        String peer = tally.last == null ? "an unknown address" : tally.last.getHostAddress();
        if (answer.refusesTheSender()) {
            LOG.warn(
                    "webhook: {} request(s) with the right secret refused, an alarm may be missing: {} ({}), last from {}",
                    tally.untold,
                    answer.text(),
                    answer.status(),
                    peer);
        } else {
            LOG.warn(
                    "webhook: {} request(s) refused: {} ({}), last from {}",
                    tally.untold,
                    answer.text(),
                    answer.status(),
                    peer);
        }
    }
}
