package io.github.canarysiem.internal;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Notices what other processes put into the journal, moves its write-ahead log into the file, and deletes what its limits do not
 * keep; on a thread of its own.
 */
public final class Maintenance implements Runnable {
    private static final Logger LOG = LogManager.getLogger(Maintenance.class);
    private static final long LOOK_MILLISECONDS = 500;
    private static final long RETENTION_NANOSECONDS = TimeUnit.MINUTES.toNanos(1);
    private static final long CHECKPOINT_NANOSECONDS = TimeUnit.SECONDS.toNanos(10);

    private final Journal journal;
    private final Retention retention;

    /** Looks after a journal. */
    public Maintenance(Journal journal, Retention retention) {
        this.journal = journal;
        this.retention = retention;
    }

    @Override
    public void run() {
        long version = -1;
        long checkpointed = -1;
        long lastCheckpoint = System.nanoTime();
        long lastRetention = lastCheckpoint;
        try (Database watcher = journal.reader()) {
            while (true) {
                Thread.sleep(LOOK_MILLISECONDS);
                long now = watcher.translating(() -> watcher.number("PRAGMA data_version"));
                if (now != version) {
                    version = now;
                    journal.appended().raise();
                }
                if (version != checkpointed && System.nanoTime() - lastCheckpoint > CHECKPOINT_NANOSECONDS) {
                    checkpointed = version;
                    lastCheckpoint = System.nanoTime();
                    checkpoint(watcher);
                }
                if (System.nanoTime() - lastRetention > RETENTION_NANOSECONDS) {
                    lastRetention = System.nanoTime();
                    applyRetention();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("maintenance stops");
        } catch (IOException e) {
            LOG.error(
                    "the journal cannot be watched, send-test and replay go out at the next start: {}", e.getMessage());
        }
    }

    /** Moves the write-ahead log into the file. It holds nobody up, and takes what it can get. */
    private static void checkpoint(Database watcher) throws IOException {
        watcher.translating(() -> {
            watcher.execute("PRAGMA wal_checkpoint(PASSIVE)");
            return true;
        });
    }

    private void applyRetention() {
        try {
            retention.apply();
        } catch (IOException e) {
            LOG.warn("old incidents cannot be deleted: {}", e.getMessage());
        }
    }
}
