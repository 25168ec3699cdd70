package io.github.canarysiem.source.honeyfile.atime;

import io.github.canarysiem.source.honeyfile.detector.Actor;
import io.github.canarysiem.source.honeyfile.detector.Attribution;
import io.github.canarysiem.source.honeyfile.detector.Detector;
import io.github.canarysiem.source.honeyfile.detector.Observation;
import io.github.canarysiem.source.honeyfile.detector.Observer;
import io.github.canarysiem.source.honeyfile.detector.Operation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the times of files again and again. After each read it writes the time of access once more, unchanged: that moves the
 * time of change, and without it a file system mounted {@code relatime} would move the time of access only once a day.
 *
 * <p>An observation's time is the file's own, if it is credible. What happens between two looks is one observation of each kind.
 * Thread-safe.
 */
public final class AtimeDetector implements Detector {
    /** Its published name. */
    public static final String NAME = "atime";

    private static final Logger LOG = LogManager.getLogger(AtimeDetector.class);
    /** The kernel's clock for files ticks every 1 to 10 ms. */
    private static final Duration TICK = Duration.ofMillis(5);

    private static final int ATTEMPTS = 3;

    private final Observer observer;
    private final Clock clock;
    private final Map<Path, Look> looks = new ConcurrentHashMap<>();
    private final Set<Path> unarmable = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService thread;
    private volatile Instant lastPass;

    /** What was seen last; no state if there was no file. */
    private record Look(@Nullable FileState state) {}

    /**
     * Begins to look.
     *
     * @param interval time between two looks at a file
     */
    public AtimeDetector(Observer observer, Duration interval, Clock clock) {
        this.observer = observer;
        this.clock = clock;
        this.lastPass = clock.instant();
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread created = new Thread(task, "honeyfile-atime");
            created.setDaemon(true);
            return created;
        });
        Future<?> unused = thread.scheduleWithFixedDelay(
                this::pass, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Attribution attribution() {
        return Attribution.NONE;
    }

    @Override
    public void watch(Collection<Path> files) throws IOException {
        List<Path> unarmed = new ArrayList<>();
        for (Path file : files) {
            FileState found = FileState.of(file).orElse(null);
            if (looks.putIfAbsent(file, new Look(found)) == null && found != null && !found.isArmed()) {
                unarmed.add(file);
            }
        }
        arm(unarmed);
    }

    @Override
    public void forget(Collection<Path> files) {
        looks.keySet().removeAll(files);
        unarmable.removeAll(files);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** One look at every file; runs on the thread, and must not throw, because that would end the looking. */
    private void pass() {
        try {
            Instant begun = clock.instant();
            List<Path> unarmed = new ArrayList<>();
            for (Path file : looks.keySet()) {
                look(file, begun, unarmed);
            }
            lastPass = begun;
            arm(unarmed);
        } catch (RuntimeException | Error e) {
            LOG.error("looking at the files failed", e);
            observer.failed("atime: unexpected " + e.getClass().getSimpleName());
            thread.shutdownNow();
        }
    }

    private void look(Path file, Instant begun, List<Path> unarmed) {
        Look before = looks.get(file);
        if (before == null) {
            return;
        }
        FileState now;
        try {
            now = FileState.of(file).orElse(null);
        } catch (IOException e) {
            LOG.debug("cannot look at a file", e);
            return;
        }
        List<Operation> done = Comparison.of(before.state(), now);
        if (!done.isEmpty() && looks.replace(file, before, new Look(now))) {
            for (Operation operation : done) {
                observer.seen(new Observation(file, operation, null, time(operation, now, begun), Actor.UNKNOWN));
            }
        }
        if (now != null && !now.isArmed() && !unarmable.contains(file)) {
            unarmed.add(file);
        }
    }

    private Instant time(Operation operation, @Nullable FileState now, Instant begun) {
        if (now == null || operation == Operation.CREATE || operation == Operation.DELETE) {
            return begun;
        }
        Instant told = switch (operation) {
            case READ -> now.accessed();
            case WRITE -> now.modified();
            case OPEN, EXECUTE, CLOSE, ATTRIBUTES, RENAME, LINK, DELETE, CREATE -> now.changed();
        };
        if (told == null || told.isAfter(begun) || told.isBefore(lastPass.minus(TICK.multipliedBy(ATTEMPTS)))) {
            return begun;
        }
        return told;
    }

    /** Tries again at once if the clock of the file system has not ticked: until it is armed, a read is not seen. */
    private void arm(List<Path> files) {
        List<Path> left = files;
        for (int attempt = 0; attempt < ATTEMPTS && !left.isEmpty(); attempt++) {
            List<Path> still = new ArrayList<>();
            for (Path file : left) {
                if (!arm(file)) {
                    still.add(file);
                }
            }
            left = still;
            if (!left.isEmpty() && !pause()) {
                return;
            }
        }
    }

    /** Whether nothing more can be done for it now. */
    private boolean arm(Path file) {
        Look look = looks.get(file);
        FileState before = look == null ? null : look.state();
        if (look == null || before == null) {
            return true;
        }
        try {
            before.arm(file);
            FileState after = FileState.of(file).orElse(null);
            if (after == null) {
                return true;
            }
            // Only the time of change is taken over: what else is new is news for the next look.
            FileState armed = before.withChanged(after.changed());
            looks.replace(file, look, new Look(armed));
            return armed.isArmed();
        } catch (IOException e) {
            LOG.debug("the time of access of a file cannot be set; further reads of it are not seen", e);
            unarmable.add(file);
            return true;
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(TICK.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
