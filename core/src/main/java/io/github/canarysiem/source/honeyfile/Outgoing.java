package io.github.canarysiem.source.honeyfile;

import io.github.canarysiem.Incident;
import io.github.canarysiem.chain.ChainDigest;
import io.github.canarysiem.chain.ChainWriter;
import io.github.canarysiem.spi.Finding;
import io.github.canarysiem.spi.Intake;
import io.github.canarysiem.spi.Position;
import io.github.canarysiem.spi.Sighting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands incidents to intake, in order, each sealed into the chain once. What is refused waits, up to a limit, and is offered again as
 * it was sealed; what is beyond the limit is counted. Outlives a run. Not thread-safe.
 */
final class Outgoing {
    /** Each takes about a kilobyte. */
    static final int MOST = 10_000;

    private static final int BATCH = 500;
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final ChainDigest digest;
    private final Deque<Parcel> waiting = new ArrayDeque<>();
    private final List<Parcel> offered = new ArrayList<>();
    private final List<Finding> sealed = new ArrayList<>();
    private ChainWriter chain;
    private int dropped;
    private Duration wait = FIRST_WAIT;
    private Instant notBefore = Instant.MIN;
    private @Nullable String refusal;

    Outgoing(ChainDigest digest) {
        this.digest = digest;
        this.chain = new ChainWriter(digest, Position.START);
    }

    /**
     * Begins a run: what an earlier one left behind is sealed anew, unless it was stored after all.
     *
     * @throws IOException if the journal cannot be read
     */
    void begin(Position last, Intake intake) throws IOException {
        chain = new ChainWriter(digest, last);
        Set<Sighting> unseen =
                intake.unseen(offered.stream().map(Parcel::sighting).toList());
        for (int i = offered.size() - 1; i >= 0; i--) {
            if (unseen.contains(offered.get(i).sighting())) {
                waiting.addFirst(offered.get(i));
            }
        }
        offered.clear();
        sealed.clear();
        notBefore = Instant.MIN;
    }

    /** Takes an incident. */
    void add(Parcel parcel) {
        if (waiting.size() < MOST) {
            waiting.add(parcel);
        } else {
            dropped++;
        }
    }

    /** Whether there is room for something of little weight. */
    boolean isIdle() {
        return waiting.isEmpty() && offered.isEmpty();
    }

    /** How many incidents wait. */
    int size() {
        return waiting.size() + offered.size();
    }

    /** How many were dropped since the last call. */
    int takeDropped() {
        int taken = dropped;
        dropped = 0;
        return taken;
    }

    /** Files of which something waits to be accepted. */
    Set<Path> unsettled() {
        Set<Path> paths = new HashSet<>();
        offered.forEach(parcel -> note(paths, parcel));
        waiting.forEach(parcel -> note(paths, parcel));
        return paths;
    }

    /** The end of what was accepted or offered. */
    Position position() {
        return chain.position();
    }

    /** Why intake refuses; null while it takes in. */
    @Nullable
    String refusal() {
        return refusal;
    }

    /**
     * Offers what waits, if it is time to.
     *
     * @param accepted is told of each incident that was accepted
     */
    void flush(Intake intake, Instant now, Consumer<Parcel> accepted) throws InterruptedException {
        if (!now.isBefore(notBefore)) {
            flushNow(intake, now, accepted);
        }
    }

    /** Offers what waits. */
    void flushNow(Intake intake, Instant now, Consumer<Parcel> accepted) throws InterruptedException {
        while (!isIdle()) {
            seal();
            try {
                intake.accept(List.copyOf(sealed), chain.position());
            } catch (IOException e) {
                refusal = String.valueOf(e.getMessage());
                notBefore = now.plus(wait);
                wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
                return;
            }
            offered.forEach(accepted);
            offered.clear();
            sealed.clear();
            refusal = null;
            wait = FIRST_WAIT;
        }
    }

    private void seal() {
        while (offered.isEmpty() || (refusal == null && offered.size() < BATCH && !waiting.isEmpty())) {
            Parcel parcel = waiting.remove();
            Incident incident = chain.seal(parcel.incident());
            offered.add(parcel);
            sealed.add(new Finding(incident, parcel.sighting().fingerprint()));
        }
    }

    private static void note(Set<Path> paths, Parcel parcel) {
        if (parcel.path() != null) {
            paths.add(parcel.path());
        }
    }
}
