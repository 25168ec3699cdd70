package io.github.canarysiem.wazuh;

import io.github.canarysiem.Incident;
import io.github.canarysiem.spi.IncidentSink;
import io.github.canarysiem.spi.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes incidents to the log file that a Wazuh agent reads.
 *
 * <p>One delivery is one write and one fsync; Delivered means that the line is on disk, in the file that the path names. A batch
 * that fails is taken back and offered again as a whole. A batch during whose write the file was moved away is written again to
 * the new file: the same lines, the same ids.
 */
final class WazuhFileSink implements IncidentSink {
    private static final Logger LOG = LogManager.getLogger(WazuhFileSink.class);
    private static final long SCARCE = 16L << 20;

    private final LogFile file;
    private final IncidentLine line;
    private @Nullable ScheduledExecutorService rotation;
    private boolean closed;

    WazuhFileSink(LogFile file, IncidentLine line) {
        this.file = file;
        this.line = line;
    }

    @Override
    public List<Outcome> deliver(List<Incident> batch) throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the pipeline stops");
        }
        watch();
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Incident incident : batch) {
            lines.writeBytes(line.of(incident));
            lines.write('\n');
        }
        try {
            file.append(lines.toByteArray());
        } catch (ClosedByInterruptException e) {
            throw (InterruptedException) new InterruptedException("the pipeline stops").initCause(e);
        }
        return batch.stream().map(incident -> Outcome.delivered()).toList();
    }

    @Override
    public void rehearse(Incident incident) {
        line.of(incident);
    }

    @Override
    public String probe() throws IOException {
        Path target = file.path();
        if (Files.exists(target) && !(Files.isRegularFile(target) && Files.isWritable(target))) {
            throw new IOException(
                    target + " is not a file that this process can write; name another or give the right");
        }
        Path folder = Objects.requireNonNull(target.getParent(), "an absolute path has a parent");
        while (Files.notExists(folder) && folder.getParent() != null) {
            folder = folder.getParent();
        }
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new IOException(
                    folder + " is not a folder that this process can write; name another or give the right");
        }
        file.rights().owners(folder);
        FileStore store = Files.getFileStore(folder);
        if (store.getUsableSpace() < SCARCE) {
            throw new IOException(folder + " has less than 16 MiB of free space; make room");
        }
        return target + " can be written, " + (store.getUsableSpace() >> 20) + " MiB free"
                + (FileRights.arePossibleAt(folder) ? "" : "; this file system has no modes, file-mode is not applied");
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (rotation != null) {
            rotation.shutdownNow();
            rotation = null;
        }
        file.close();
    }

    /** Lets a quiet file be put aside in the background, see {@link RotationRule}. */
    private synchronized void watch() throws IOException {
        if (closed) {
            throw new IOException("the sink is closed");
        }
        if (rotation == null) {
            rotation = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "wazuh-file-rotation");
                thread.setDaemon(true);
                return thread;
            });
            long pause = RotationRule.QUIET.toSeconds();
            var unused = rotation.scheduleWithFixedDelay(this::rotate, pause, pause, TimeUnit.SECONDS);
        }
    }

    private void rotate() {
        try {
            file.rotateIfQuiet();
        } catch (IOException e) {
            LOG.warn("The log file cannot be examined for rotation; it is tried again", e);
        }
    }
}
