package io.github.canarysiem.source.redis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that have changed, until there are enough of them to ask the ledger. A full batch is handed in by a thread of its own
 * while the next one fills; there is never more than one under way. Used by one thread.
 */
final class Batch implements AutoCloseable {
    private static final int TOKENS = 500;
    private static final int BYTES = 2 << 20;

    private final News news;
    private final Fingerprints fingerprints;
    private final ExecutorService background = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "redis-ledger");
        thread.setDaemon(true);
        return thread;
    });
    private List<Change> changes = new ArrayList<>();
    private List<long[]> prints = new ArrayList<>();
    private List<long[]> printsUnderWay = List.of();
    private @Nullable Future<?> underWay;
    private long bytes;
    private int triggered;

    Batch(News news, Fingerprints fingerprints) {
        this.news = news;
        this.fingerprints = fingerprints;
    }

    /** Takes an answer in; begins to hand all in when there is enough. */
    void add(byte[] key, List<?> reply, boolean pushed) throws IOException, InterruptedException {
        if (TokenValues.isUntriggered(reply)) {
            return;
        }
        triggered++;
        TokenValues values = TokenValues.of(key, reply);
        long token = fingerprints.keyOf(key);
        long fingerprint = fingerprints.of(values.hits(), values.exposure());
        if (fingerprints.holds(token, fingerprint)) {
            return;
        }
        prints.add(new long[] {token, fingerprint});
        add(Change.of(values, true, pushed, !fingerprints.knows(token)));
    }

    /** Takes a key in that is no hash. */
    void addStranger(byte[] key, boolean pushed) throws IOException, InterruptedException {
        long token = fingerprints.keyOf(key);
        if (!fingerprints.holds(token, 0)) {
            prints.add(new long[] {token, 0});
            add(Change.of(TokenValues.ofStranger(key), false, pushed, !fingerprints.knows(token)));
        }
    }

    /** On return all is handed in. Only then it counts as seen. */
    void flush() throws IOException, InterruptedException {
        settle();
        if (!changes.isEmpty()) {
            news.handIn(changes);
            remember(prints);
            begin();
        }
    }

    /** Every token has been offered once more. On return all is on disk; deleted tokens are forgotten when they are too many. */
    void endPass() throws IOException, InterruptedException {
        flush();
        news.finish();
        if (fingerprints.size() > 2 * triggered + TOKENS) {
            fingerprints.clear();
        }
        triggered = 0;
    }

    /** Ends what is under way and waits for it: what it stores must not come after what the next run stores. */
    @Override
    public void close() {
        background.shutdownNow();
        boolean interrupted = false;
        while (!background.isTerminated()) {
            try {
                background.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void flushBehind() throws IOException, InterruptedException {
        settle();
        List<Change> full = changes;
        printsUnderWay = prints;
        underWay = background.submit(() -> {
            news.handIn(full);
            return null;
        });
        begin();
    }

    private void settle() throws IOException, InterruptedException {
        Future<?> work = underWay;
        if (work == null) {
            return;
        }
        try {
            work.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException("handing in failed", e.getCause());
        }
        underWay = null;
        remember(printsUnderWay);
    }

    private void remember(List<long[]> handedIn) {
        handedIn.forEach(print -> fingerprints.put(print[0], print[1]));
    }

    private void begin() {
        changes = new ArrayList<>();
        prints = new ArrayList<>();
        bytes = 0;
    }

    private void add(Change change) throws IOException, InterruptedException {
        changes.add(change);
        bytes += change.size();
        if (bytes >= BYTES || changes.size() >= TOKENS) {
            flushBehind();
        }
    }
}
