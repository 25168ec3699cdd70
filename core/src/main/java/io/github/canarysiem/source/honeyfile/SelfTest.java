package io.github.canarysiem.source.honeyfile;

import io.github.canarysiem.RunningProcess;
import io.github.canarysiem.source.honeyfile.atime.AtimeDetector;
import io.github.canarysiem.source.honeyfile.atime.FileState;
import io.github.canarysiem.source.honeyfile.atime.Mounts;
import io.github.canarysiem.source.honeyfile.detector.Detector;
import io.github.canarysiem.source.honeyfile.detector.Observation;
import io.github.canarysiem.source.honeyfile.detector.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Proves what a detector sees: another process reads each file, and the detector has to tell. What it tells of these reads raises no
 * alarm; what else arrives meanwhile is kept. Not thread-safe.
 */
final class SelfTest {
    private static final Logger LOG = LogManager.getLogger(SelfTest.class);
    /** Numbers of processes are given again only after thousands of others. */
    private static final Duration LATEST = Duration.ofSeconds(30);

    private static final int FILES_A_CHILD = 200;
    private static final Duration QUIET = Duration.ofMillis(100);
    /** All reads of one detector; files that are not read by then count as covered, but not as proved. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private static final int MOST_AGAIN = 1_000;
    private static final int MOST_OTHERS = 10_000;
    private static final Set<Operation> OF_A_READ =
            EnumSet.of(Operation.OPEN, Operation.READ, Operation.CLOSE, Operation.ATTRIBUTES);

    private final Inlet inlet;
    private final Duration patience;
    private final Clock ticks;
    private final List<Arrival> others = new ArrayList<>();
    private final Set<String> children = new HashSet<>();
    private Instant lateUntil = Instant.MIN;

    /**
     * What was found.
     *
     * @param proved files whose read was seen
     * @param unproved files that were not read
     * @param blind files whose read was not seen, and why
     */
    record Result(Set<Path> proved, Set<Path> unproved, Map<Path, String> blind) {}

    /**
     * A test of detectors that tell this inlet.
     *
     * @param patience how long an event may take
     * @param ticks never goes back
     */
    SelfTest(Inlet inlet, Duration patience, Clock ticks) {
        this.inlet = inlet;
        this.patience = patience;
        this.ticks = ticks;
    }

    /** What arrived and was not of a test, in its order. */
    List<Arrival> others() {
        return others;
    }

    /** Whether this is late news of a child of ours: on a busy machine events may come long after their process has ended. */
    boolean isLate(Observation observation) {
        RunningProcess process = observation.actor().process();
        return process != null
                && process.pid() != null
                && children.contains(process.pid())
                && ticks.instant().isBefore(lateUntil);
    }

    /** Reads files that this detector watches. */
    Result run(Detector detector, Collection<Path> files, Mounts mounts) throws InterruptedException {
        Round round = new Round(detector);
        Set<Path> unread = round.read(files);
        round.awaitAll();
        // A busy machine may miss a few: a detector that is blind is so twice.
        round.readAgain();
        Map<Path, String> blind = new HashMap<>();
        for (Path file : round.outstanding) {
            blind.put(file, mounts.of(file).blindness().orElse("a read by another process was not seen"));
        }
        Set<Path> proved = new HashSet<>(round.tested);
        proved.removeAll(blind.keySet());
        round.arm(mounts, blind);
        proved.removeAll(blind.keySet());
        round.drain(QUIET);
        lateUntil = ticks.instant().plus(LATEST);
        return new Result(proved, unread, blind);
    }

    /** One detector's turn. */
    private final class Round {
        final Set<Path> tested = new HashSet<>();
        final Set<Path> outstanding = new HashSet<>();
        private final Detector detector;

        Round(Detector detector) {
            this.detector = detector;
        }

        /** Those that could not be read. */
        Set<Path> read(Collection<Path> files) throws InterruptedException {
            Set<Path> unread = new HashSet<>(files);
            List<Path> readable = files.stream().filter(Files::isReadable).toList();
            Instant end = ticks.instant().plus(LONGEST);
            for (int i = 0; i < readable.size() && ticks.instant().isBefore(end); i += FILES_A_CHILD) {
                List<Path> some = readable.subList(i, Math.min(readable.size(), i + FILES_A_CHILD));
                tested.addAll(some);
                outstanding.addAll(some);
                unread.removeAll(some);
                if (!readSome(some)) {
                    tested.removeAll(some);
                    outstanding.removeAll(some);
                    unread.addAll(some);
                    break;
                }
            }
            return unread;
        }

        /** Reads those once more of which nothing was seen. */
        void readAgain() throws InterruptedException {
            if (!outstanding.isEmpty()) {
                List<Path> missed = List.copyOf(outstanding);
                for (int i = 0; i < missed.size() && i < MOST_AGAIN; i += FILES_A_CHILD) {
                    readSome(missed.subList(i, Math.min(missed.size(), i + FILES_A_CHILD)));
                }
                awaitAll();
            }
        }

        private boolean readSome(List<Path> files) throws InterruptedException {
            try {
                Process child = ReadingChild.start(files);
                children.add(Long.toString(child.pid()));
                try {
                    Instant end = ticks.instant().plus(LONGEST);
                    while (!child.waitFor(1, TimeUnit.MILLISECONDS)
                            && ticks.instant().isBefore(end)) {
                        drain(Duration.ZERO);
                    }
                } finally {
                    child.destroyForcibly();
                }
                return true;
            } catch (IOException e) {
                LOG.warn("the self-test cannot start a process that reads: {}", e.getMessage());
                return false;
            }
        }

        void awaitAll() throws InterruptedException {
            Instant end = ticks.instant().plus(patience);
            while (!outstanding.isEmpty() && ticks.instant().isBefore(end)) {
                drain(Duration.ofMillis(20));
            }
        }

        /** Takes what arrives until nothing has for this long; under a flood of strangers it gives up. */
        void drain(Duration quiet) throws InterruptedException {
            Arrival next;
            while (others.size() < MOST_OTHERS && (next = inlet.next(quiet)) != null) {
                take(next);
            }
        }

        private void take(Arrival arrival) {
            Observation observation = arrival.observation();
            if (arrival.detector().equals(detector.name()) && isOurs(observation)) {
                if (observation.operation() == Operation.OPEN || observation.operation() == Operation.READ) {
                    outstanding.remove(observation.path());
                }
            } else {
                others.add(arrival);
            }
        }

        private boolean isOurs(Observation observation) {
            RunningProcess process = observation.actor().process();
            return process == null
                    ? tested.contains(observation.path()) && OF_A_READ.contains(observation.operation())
                    : process.pid() != null && children.contains(process.pid());
        }

        /**
         * Sees to it that a later read moves the time of access: the detector that relies on it needs that, and the others find by it
         * what happens while nobody watches.
         */
        void arm(Mounts mounts, Map<Path, String> blind) throws InterruptedException {
            boolean needed = detector.name().equals(AtimeDetector.NAME);
            for (Path file : tested) {
                drain(Duration.ZERO);
                if (!blind.containsKey(file)
                        && !armed(file, needed)
                        && needed
                        && !mounts.of(file).isStrict()) {
                    blind.put(file, "its times cannot be set; run as its owner or as root");
                }
            }
        }

        private boolean armed(Path file, boolean wait) throws InterruptedException {
            Instant end = ticks.instant().plus(wait ? patience : Duration.ZERO);
            try {
                while (true) {
                    FileState state = FileState.of(file).orElse(null);
                    if (state == null || state.isArmed() || (!wait && state.arm(file))) {
                        return true;
                    }
                    if (!ticks.instant().isBefore(end)) {
                        return false;
                    }
                    drain(Duration.ofMillis(5));
                }
            } catch (IOException e) {
                LOG.debug("a file cannot be armed", e);
                return false;
            }
        }
    }
}
