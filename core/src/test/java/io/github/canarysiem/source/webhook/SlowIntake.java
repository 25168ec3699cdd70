package io.github.canarysiem.source.webhook;

import io.github.canarysiem.spi.Finding;
import io.github.canarysiem.spi.Health;
import io.github.canarysiem.spi.Intake;
import io.github.canarysiem.spi.Note;
import io.github.canarysiem.spi.Position;
import io.github.canarysiem.spi.Sighting;
import io.github.canarysiem.testing.RecordingIntake;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** An intake on a disk that stands still until {@link #open}. It cannot be interrupted, as a disk cannot. */
final class SlowIntake implements Intake {
    final RecordingIntake recording = new RecordingIntake();
    private final CountDownLatch opened = new CountDownLatch(1);
    private final AtomicInteger calls = new AtomicInteger();

    void open() {
        opened.countDown();
    }

    /** How many appends were begun. */
    int calls() {
        return calls.get();
    }

    @Override
    public int accept(List<Finding> found, Position upTo) throws IOException {
        calls.incrementAndGet();
        boolean interrupted = false;
        while (opened.getCount() > 0) {
            try {
                opened.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return recording.accept(found, upTo);
    }

    @Override
    public void remember(Collection<Sighting> history, Position upTo) {
        recording.remember(history, upTo);
    }

    @Override
    public Set<Sighting> unseen(Collection<Sighting> sightings) {
        return recording.unseen(sightings);
    }

    @Override
    public Set<String> known(Collection<String> ids) {
        return recording.known(ids);
    }

    @Override
    public void keep(Collection<Note> notes, Position upTo) {
        recording.keep(notes, upTo);
    }

    @Override
    public Map<String, String> kept(Collection<String> ids) {
        return recording.kept(ids);
    }

    @Override
    public void report(Health health) {
        recording.report(health);
    }
}
