package io.github.canarysiem.runner.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;

/** Waits for expected lines of the log, shows each, and remembers how long each took. Not thread-safe. */
final class Showing {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final long LOOK_MILLISECONDS = 1;

    private final LogFollower log;
    private final List<Duration> delays = new ArrayList<>();
    private int lines;
    private int missing;

    Showing(LogFollower log) {
        this.log = log;
    }

    /** Waits for some lines, in any order; those that do not come count as missing. */
    void await(List<Expected> expected, BiConsumer<LogLine, Duration> show) throws IOException, InterruptedException {
        List<Expected> open = new ArrayList<>(expected);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!open.isEmpty() && System.nanoTime() < deadline) {
            for (LogLine line : log.lines()) {
                lines++;
                met(open, line, show);
            }
            Thread.sleep(LOOK_MILLISECONDS);
        }
        missing += open.size();
    }

    int lines() {
        return lines;
    }

    int missing() {
        return missing;
    }

    /** The delay that this share of all did not exceed; zero if nothing came. */
    Duration delay(double share) {
        if (delays.isEmpty()) {
            return Duration.ZERO;
        }
        List<Duration> sorted = new ArrayList<>(delays);
        Collections.sort(sorted);
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    private void met(List<Expected> open, LogLine line, BiConsumer<LogLine, Duration> show) {
        for (Iterator<Expected> each = open.iterator(); each.hasNext(); ) {
            Expected expected = each.next();
            if (expected.isMetBy(line.canary())) {
                Duration delay = Duration.ofNanos(System.nanoTime() - expected.written());
                each.remove();
                delays.add(delay);
                show.accept(line, delay);
                return;
            }
        }
    }
}
