package io.github.canarysiem.source.honeyfile;

import io.github.canarysiem.RunningProcess;
import io.github.canarysiem.source.honeyfile.detector.Observation;
import io.github.canarysiem.source.honeyfile.detector.Operation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Merges observations into acts. What one process does to one file is an act; where nobody knows the process, what is done to one
 * file is.
 *
 * <p>An act leaves when its file is closed, or {@code settle} after its first observation. While the same process goes on or comes
 * back, each time within {@code window}, its repeats are counted; they leave as a later state of the same act, at the end of the
 * window, or after {@code settle} if it did something that it had not done before. Beyond {@code floodLimit} acts on one file within a
 * window the further ones are counted and summed up at its end.
 *
 * <p>Times given to it are of one clock that never goes back. Not thread-safe.
 */
final class Acts {
    /** Acts that are remembered at once; more are counted like those beyond the limit. */
    private static final int MOST = 10_000;

    private final Duration settle;
    private final Duration window;
    private final int floodLimit;
    private final Map<Key, OpenAct> open = new HashMap<>();
    /** Acts of processes whose number another one has now. */
    private final List<Act> replaced = new ArrayList<>();

    private final Map<Path, OpenAct> latest = new HashMap<>();
    private final Map<Path, Flood.Counter> floods = new HashMap<>();
    private final PriorityQueue<Due> dues = new PriorityQueue<>(Comparator.comparing(Due::at));

    private record Key(Path path, @Nullable String pid) {
        static Key of(Observation observation) {
            RunningProcess process = observation.actor().process();
            return new Key(observation.path(), process == null ? null : process.pid());
        }
    }

    private record Due(Instant at, OpenAct act) {}

    /** What leaves. */
    record Leaving(List<Act> acts, List<Flood> floods) {}

    Acts(Duration settle, Duration window, int floodLimit) {
        this.settle = settle;
        this.window = window;
        this.floodLimit = floodLimit;
    }

    /** Takes in what was seen. */
    void add(Arrival arrival, Instant now) {
        Key key = Key.of(arrival.observation());
        OpenAct act = openAct(key, arrival.observation(), now);
        if (act != null && act.isOfAnother(arrival.observation().actor().process())) {
            if (act.hasNews()) {
                replaced.add(act.leave(now));
            }
            open.remove(act.key);
            act = null;
        }
        boolean ending = arrival.observation().operation() == Operation.CLOSE;
        if (act == null && ending) {
            return;
        }
        if (act == null) {
            Flood.Counter counter =
                    floods.computeIfAbsent(key.path(), path -> new Flood.Counter(path, floodLimit, now.plus(window)));
            if (open.size() >= MOST || !counter.admits()) {
                counter.count(arrival);
                return;
            }
            act = new OpenAct(key, arrival, now);
            open.put(key, act);
            if (key.pid() != null) {
                latest.put(key.path(), act);
            }
        } else {
            act.add(arrival, now);
        }
        if (ending) {
            act.close(now);
        }
        schedule(act);
    }

    /** What leaves now. */
    Leaving due(Instant now) {
        List<Act> leaving = new ArrayList<>(replaced);
        replaced.clear();
        while (!dues.isEmpty() && !dues.element().at().isAfter(now)) {
            Due due = dues.remove();
            OpenAct act = due.act();
            if (due.at().equals(act.due) && open.get(act.key) == act) {
                if (act.hasNews()) {
                    leaving.add(act.leave(now));
                    schedule(act);
                } else {
                    open.remove(act.key);
                    latest.remove(act.key.path(), act);
                }
            }
        }
        List<Flood> over = new ArrayList<>();
        floods.values().removeIf(counter -> !counter.end().isAfter(now) && over.add(counter.sum()));
        over.removeIf(flood -> flood.count() == 0);
        return new Leaving(leaving, over);
    }

    /** All that has not left yet, because nothing more will be taken in. */
    Leaving rest(Instant now) {
        List<Act> leaving = new ArrayList<>(replaced);
        replaced.clear();
        for (OpenAct act : open.values()) {
            if (act.hasNews()) {
                leaving.add(act.leave(now));
            }
        }
        leaving.sort(Comparator.comparing(Act::begun));
        List<Flood> over = floods.values().stream()
                .map(Flood.Counter::sum)
                .filter(flood -> flood.count() > 0)
                .toList();
        open.clear();
        latest.clear();
        floods.clear();
        dues.clear();
        return new Leaving(leaving, over);
    }

    /** How long nothing can leave, but at most this. */
    Duration quiet(Instant now, Duration most) {
        Duration left =
                dues.isEmpty() ? most : Duration.between(now, dues.element().at());
        return left.isNegative() ? Duration.ZERO : left.compareTo(most) > 0 ? most : left;
    }

    /** A change of attributes by nobody belongs to the process that has just had the file open: {@code touch} does both. */
    private @Nullable OpenAct openAct(Key key, Observation observation, Instant now) {
        OpenAct act = open.get(key);
        OpenAct neighbour = latest.get(key.path());
        boolean adopted = act == null
                && key.pid() == null
                && observation.operation() == Operation.ATTRIBUTES
                && neighbour != null
                && !now.isAfter(neighbour.touched.plus(settle));
        return adopted ? neighbour : act;
    }

    private void schedule(OpenAct act) {
        Instant at = act.nextDue();
        if (!at.equals(act.due)) {
            act.due = at;
            dues.add(new Due(at, act));
        }
    }

    /** An act under way. */
    private final class OpenAct {
        final Key key;
        private final Arrival first;
        private final List<Operation> operations = new ArrayList<>();
        private Arrival best;
        private @Nullable Path target;
        private Instant last;
        private int count = 1;
        /** A beginning, and what follows it within the time to settle, is one repeat. */
        private Instant burstEnd;

        private Instant touched;
        private boolean opened;
        private boolean sent;
        private int sentOperations;
        private int sentCount;
        private Instant newsDue;
        private Instant windowEnd;
        private @Nullable Instant due;

        OpenAct(Key key, Arrival arrival, Instant now) {
            this.key = key;
            this.first = arrival;
            this.best = arrival;
            this.last = arrival.observation().at();
            this.burstEnd = now.plus(settle);
            this.newsDue = burstEnd;
            this.windowEnd = now.plus(window);
            this.touched = now;
            merge(arrival);
        }

        void add(Arrival arrival, Instant now) {
            Operation operation = arrival.observation().operation();
            touched = now;
            if (operation != Operation.CLOSE) {
                // Where openings are told each of them is one time; what follows may take as long as it likes.
                boolean repeats = opened ? operation == Operation.OPEN : now.isAfter(burstEnd);
                if (repeats) {
                    count++;
                    burstEnd = now.plus(settle);
                }
                if (sent && !operations.contains(operation)) {
                    newsDue = now.plus(settle);
                }
                merge(arrival);
            }
        }

        /** Whoever had it open has closed it: what he does next is a repeat, and what is new need not wait. */
        void close(Instant now) {
            burstEnd = now.minusNanos(1);
            newsDue = now;
        }

        /** A process that is gone has no start any more: its number alone must do. */
        boolean isOfAnother(@Nullable RunningProcess process) {
            RunningProcess own = best.observation().actor().process();
            return own != null
                    && process != null
                    && own.startedAt() != null
                    && process.startedAt() != null
                    && !own.startedAt().equals(process.startedAt());
        }

        boolean hasNews() {
            return !sent || sentCount != count || sentOperations != operations.size();
        }

        Instant nextDue() {
            return !sent || sentOperations != operations.size() ? newsDue : windowEnd;
        }

        Act leave(Instant now) {
            boolean again = sent;
            sent = true;
            sentOperations = operations.size();
            sentCount = count;
            windowEnd = now.plus(window);
            return new Act(
                    key.path(),
                    first.detector(),
                    best.observation().actor(),
                    first.observation().at(),
                    first.at(),
                    last,
                    operations,
                    target,
                    count,
                    again);
        }

        private void merge(Arrival arrival) {
            Observation observation = arrival.observation();
            if (!operations.contains(observation.operation())) {
                operations.add(observation.operation());
            }
            opened |= observation.operation() == Operation.OPEN;
            if (observation.target() != null) {
                target = observation.target();
            }
            if (observation.at().isAfter(last)) {
                last = observation.at();
            }
            if (observation
                            .actor()
                            .attribution()
                            .compareTo(best.observation().actor().attribution())
                    < 0) {
                best = arrival;
            }
        }
    }
}
