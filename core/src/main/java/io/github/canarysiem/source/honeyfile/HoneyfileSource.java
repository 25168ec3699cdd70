package io.github.canarysiem.source.honeyfile;

import io.github.canarysiem.chain.ChainDigest;
import io.github.canarysiem.json.Text;
import io.github.canarysiem.source.honeyfile.detector.Detector;
import io.github.canarysiem.source.honeyfile.detector.Observation;
import io.github.canarysiem.source.honeyfile.detector.Observer;
import io.github.canarysiem.spi.IncidentSource;
import io.github.canarysiem.spi.Intake;
import io.github.canarysiem.spi.Position;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Who touched the planted files. One thread runs it. */
final class HoneyfileSource implements IncidentSource {
    private final HoneyfileSettings settings;
    private final List<Tier> tiers;
    private final Clock clock;
    private final Clock ticks;
    private final WatchSet watchSet;
    private final Outgoing outgoing;

    /**
     * A source that watches nothing yet.
     *
     * @param tiers what can be tried, best first
     * @param ticks a clock that never goes back
     */
    HoneyfileSource(HoneyfileSettings settings, List<Tier> tiers, Clock clock, Clock ticks) {
        this.settings = settings;
        this.tiers = List.copyOf(tiers);
        this.clock = clock;
        this.ticks = ticks;
        this.watchSet = new WatchSet(settings.paths());
        this.outgoing = new Outgoing(settings.chainKey().map(ChainDigest::keyed).orElseGet(ChainDigest::plain));
    }

    @Override
    public void run(Position last, Intake intake) throws IOException, InterruptedException {
        outgoing.begin(last, intake);
        FileMemory memory = FileMemory.recall(intake);
        try (Session session = new Session(settings, watchSet, outgoing, memory, intake, clock, ticks)) {
            session.run(tiers);
        }
    }

    @Override
    public String probe() throws IOException, InterruptedException {
        Finds finds = watchSet.find();
        if (finds.hopeless()) {
            throw new IOException(Complaint.hopeless(finds));
        }
        List<String> found = new ArrayList<>();
        found.add(String.format(
                Locale.ROOT, "%,d files", finds.files().size() - finds.missing().size()));
        Complaint.of(finds).ifPresent(found::add);
        boolean usable = false;
        for (Tier tier : tiers) {
            try (Detector detector = tier.opener().open(DEAF)) {
                found.add(detector.name() + " can be used");
                usable = true;
            } catch (IOException e) {
                found.add(tier.name() + ": " + e.getMessage());
            }
        }
        String line = Text.printable(String.join("; ", found));
        if (!usable) {
            throw new IOException(line);
        }
        return line;
    }

    /** Nothing is held between two runs. */
    @Override
    public void close() {}

    private static final Observer DEAF = new Observer() {
        @Override
        public void seen(Observation observation) {}

        @Override
        public void overflowed() {}

        @Override
        public void failed(String reason) {}
    };
}
