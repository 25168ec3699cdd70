package io.github.canarysiem.source.webhook;

import io.github.canarysiem.spi.Finding;
import io.github.canarysiem.spi.Intake;
import io.github.canarysiem.spi.Position;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Letters between the requests, which put them in, and the source's thread, which stores all that are there in one durable append.
 *
 * <p>What the intake refuses is answered so, and kept: the sender does not send again, so it is offered to the intake again, one
 * letter at a time, lest one that can never be stored keeps the others out. What is kept counts in the {@link Budget}. {@link
 * #put} is thread-safe, everything else is the source's thread's.
 */
final class Inflow {
    private static final Logger LOG = LogManager.getLogger(Inflow.class);
    /** The most in one append: a few milliseconds of work. */
    private static final int BATCH = 500;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Budget budget;
    private final LinkedBlockingDeque<Letter> arriving = new LinkedBlockingDeque<>();
    private final Deque<Letter> kept = new ArrayDeque<>();
    private long triedAt = System.nanoTime();
    private @Nullable String refusal;

    Inflow(Budget budget) {
        this.budget = budget;
    }

    /** Brings a letter. Its answer may come late: that is for the caller to see to. */
    void put(Letter letter) {
        arriving.add(letter);
    }

    /** Waits for letters, at most so long, and stores what is there. */
    void store(Intake intake, Position position, Duration most) throws InterruptedException {
        List<Letter> batch = new ArrayList<>();
        Letter first =
                arriving.poll(kept.isEmpty() ? most.toMillis() : pause(most).toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
            batch.add(first);
            arriving.drainTo(batch, BATCH - 1);
            offer(batch, intake, position);
        } else if (!kept.isEmpty() && System.nanoTime() - triedAt >= PAUSE.toNanos()) {
            offerKept(intake, position);
        }
    }

    /** Tries once more to store everything: the end is near. */
    void flush(Intake intake, Position position) throws InterruptedException {
        List<Letter> all = new ArrayList<>(kept);
        kept.clear();
        arriving.drainTo(all);
        if (!all.isEmpty()) {
            offer(all, intake, position);
        }
    }

    /** Why the intake refuses; null if it does not. */
    @Nullable
    String refusal() {
        return refusal;
    }

    /** How many letters wait for an intake that refuses. */
    int keptCount() {
        return kept.size();
    }

    private Duration pause(Duration most) {
        Duration left = PAUSE.minusNanos(System.nanoTime() - triedAt);
        return left.compareTo(most) > 0 ? most : left.isNegative() ? Duration.ZERO : left;
    }

    private void offer(List<Letter> letters, Intake intake, Position position) throws InterruptedException {
        boolean settled = false;
        try {
            settled = accepted(letters, intake, position);
        } finally {
            if (!settled) {
                letters.forEach(letter -> letter.answer(Answer.NOT_STORED));
                kept.addAll(letters);
                triedAt = System.nanoTime();
            }
        }
    }

    private void offerKept(Intake intake, Position position) throws InterruptedException {
        for (int left = kept.size(); left > 0 && arriving.isEmpty(); left--) {
            Letter oldest = kept.removeFirst();
            offer(List.of(oldest), intake, position);
            if (refusal != null) {
                return;
            }
        }
    }

    /** Whether they are stored, or never can be. */
    private boolean accepted(List<Letter> letters, Intake intake, Position position) throws InterruptedException {
        List<Finding> findings = letters.stream().map(Letter::finding).toList();
        try {
            intake.accept(findings, position);
            refusal = null;
            settle(letters, Answer.STORED);
            return true;
        } catch (IOException e) {
            refusal = String.valueOf(e.getMessage());
            return false;
        } catch (RuntimeException e) {
            // One of them is the cause; alone, it is found out.
            LOG.error("webhook: {} incident(s) could not be stored", letters.size(), e);
            refusal = "unexpected " + e.getClass().getSimpleName();
            if (letters.size() > 1) {
                return false;
            }
            settle(letters, Answer.BROKEN);
            return true;
        }
    }

    private void settle(List<Letter> letters, Answer answer) {
        for (Letter letter : letters) {
            letter.answer(answer);
            budget.giveBack(letter.size());
        }
    }
}
