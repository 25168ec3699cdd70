package io.github.canarysiem.testing;

import io.github.canarysiem.spi.Health;
import io.github.canarysiem.spi.IncidentSource;
import io.github.canarysiem.spi.Intake;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs a source on a thread of its own, as the pipeline does: again after each IOException, from the last position stored.
 * Closing it stops and closes the source. Thread-safe.
 */
public final class RunningSource implements AutoCloseable {
    private static final Duration BACK_OFF = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final IncidentSource source;
    private final RecordingIntake recording;
    private final Intake intake;
    private final Thread thread;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final List<IOException> failures = new CopyOnWriteArrayList<>();
    private volatile @Nullable Throwable breach;

    private RunningSource(IncidentSource source, RecordingIntake recording, Intake intake) {
        this.source = source;
        this.recording = recording;
        this.intake = intake;
        this.thread = new Thread(this::runAgainAndAgain, "running-source");
        thread.setDaemon(true);
    }

    /** Starts the source from the intake's last position. */
    public static RunningSource start(IncidentSource source, RecordingIntake intake) {
        return start(source, intake, intake);
    }

    /** Starts the source with an intake that stands before the recording one, from whose last position it starts. */
    public static RunningSource start(IncidentSource source, RecordingIntake recording, Intake intake) {
        RunningSource running = new RunningSource(source, recording, intake);
        running.thread.start();
        return running;
    }

    /** What run() has thrown, in order; the messages are shown to operators. */
    public List<IOException> failures() {
        return List.copyOf(failures);
    }

    /** Something that a source must not do: a return without an interrupt, or an unchecked exception. Null if there was none. */
    public @Nullable Throwable breach() {
        return breach;
    }

    /** Interrupts run() and waits for its end; false if it took longer than this. Closes nothing. */
    public boolean stop(Duration most) throws InterruptedException {
        stopping.countDown();
        thread.interrupt();
        thread.join(most.toMillis());
        return !thread.isAlive();
    }

    /** Stops and closes the source. */
    @Override
    public void close() {
        try {
            if (!stop(PATIENCE)) {
                throw new AssertionError("the source does not stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            source.close();
        }
    }

    private void runAgainAndAgain() {
        try {
            do {
                runOnce();
            } while (breach == null && !stopping.await(BACK_OFF.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            noteUnlessStopping(e);
        } catch (RuntimeException | Error e) {
            breach = e;
        }
    }

    private void runOnce() throws InterruptedException {
        try {
            source.run(recording.position(), intake);
            noteUnlessStopping(new AssertionError("run() returned although nobody interrupted it"));
        } catch (IOException e) {
            failures.add(e);
            intake.report(Health.down(String.valueOf(e.getMessage())));
        }
    }

    private void noteUnlessStopping(Throwable thrown) {
        if (stopping.getCount() > 0) {
            breach = thrown;
        }
    }
}
