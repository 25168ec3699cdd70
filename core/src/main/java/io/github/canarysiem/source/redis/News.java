package io.github.canarysiem.source.redis;

import io.github.canarysiem.json.Text;
import io.github.canarysiem.source.canarytokens.HitIncidents;
import io.github.canarysiem.source.canarytokens.StoredHit;
import io.github.canarysiem.spi.Finding;
import io.github.canarysiem.spi.Intake;
import io.github.canarysiem.spi.Sighting;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Asks the ledger what is new in tokens that have changed, and hands it in. Of no use after a failure. Used by one thread at a time. */
final class News {
    private static final Logger LOG = LogManager.getLogger(News.class);
    private static final int CHUNK = 1_000;
    /** Ids are random: a ledger of a million takes fifty thousand in one go many times faster than in fifty. About 5 MiB. */
    private static final int MANY = 50_000;

    private final Intake intake;
    private final Baseline baseline;
    private final History history;
    private final HitIncidents incidents;
    private final Clock clock;
    private final int keptHits;

    private final List<Finding> found = new ArrayList<>();
    /** Sightings to remember, and the markers of their tokens. */
    private final List<Sighting> remembered = new ArrayList<>();

    News(Intake intake, Baseline baseline, History history, HitIncidents incidents, Clock clock, int keptHits) {
        this.intake = intake;
        this.baseline = baseline;
        this.history = history;
        this.incidents = incidents;
        this.clock = clock;
        this.keptHits = keptHits;
    }

    /** On return, all that is new in these tokens is on disk; what is no news may wait for {@link #finish()}. */
    void handIn(List<Change> changes) throws IOException, InterruptedException {
        Instant now = clock.instant();
        List<Change> rest = baseline.isOpen() ? withoutHistory(changes, now) : changes;
        if (!rest.isEmpty()) {
            finish();
            judge(rest.stream().map(TokenReading::of).toList(), now);
        }
        if (!baseline.isOpen() || history.isMuch() || remembered.size() >= MANY) {
            finish();
        }
    }

    private void judge(List<TokenReading> possible, Instant now) throws IOException, InterruptedException {
        List<Sighting> sightings = new ArrayList<>();
        possible.forEach(reading -> sightings.addAll(reading.sightings()));
        Set<Sighting> unseen = intake.unseen(sightings);
        List<TokenReading> changed = possible.stream()
                .filter(reading -> reading.sightings().stream().anyMatch(unseen::contains))
                .toList();
        List<Sighting> past = history.recall(changed, unseen);
        if (!past.isEmpty()) {
            intake.remember(past, baseline.position());
            past.forEach(unseen::remove);
        }
        Set<String> known = intake.known(idsThatMatter(changed, unseen));
        for (TokenReading reading : changed) {
            sort(reading, unseen, known, now);
        }
        store();
    }

    /** On return, what is no news is on disk, too. */
    void finish() throws IOException, InterruptedException {
        history.finish(baseline.position());
        if (!remembered.isEmpty()) {
            remembered.sort(Comparator.comparing(Sighting::id));
            intake.remember(remembered, baseline.position());
            remembered.clear();
        }
    }

    /** Takes out tokens that are met for the first time with nothing but history: there is nothing to ask about them. */
    private List<Change> withoutHistory(List<Change> changes, Instant now) throws IOException {
        Set<String> met = history.met(changes);
        List<Change> rest = new ArrayList<>();
        for (Change change : changes) {
            Optional<List<HitImprint>> hits = change.values().exposure() != null || met.contains(change.marker())
                    ? Optional.empty()
                    : history.imprints(change.values());
            if (hits.isPresent()
                    && hits.get().stream().noneMatch(hit -> isNews(change, hit.key(), hit.hasAddress(), now))) {
                history.add(change.marker(), hits.get());
            } else {
                rest.add(change);
            }
        }
        return rest;
    }

    /** The markers, and the hits of lists in which everything is unseen: those may only have been seen with other contents. */
    private static List<String> idsThatMatter(List<TokenReading> changed, Set<Sighting> unseen) {
        List<String> ids = new ArrayList<>();
        for (TokenReading reading : changed) {
            ids.add(reading.marker().id());
            if (unseen.containsAll(reading.hits().keySet())) {
                reading.hits().keySet().forEach(hit -> ids.add(hit.id()));
            }
        }
        return ids;
    }

    private boolean isNews(Change token, String key, boolean hasAddress, Instant now) {
        return baseline.isNews(
                incidents.time(token.values().token(), key, hasAddress, now).orElse(null), token.pushed());
    }

    /** Hands in one incident, as {@link #handIn}. */
    void handIn(Finding finding) throws IOException, InterruptedException {
        intake.accept(List.of(finding), baseline.position());
    }

    private void sort(TokenReading reading, Set<Sighting> unseen, Set<String> known, Instant now) {
        boolean met = known.contains(reading.marker().id());
        if (isTrimmed(reading, unseen, known, met, now)) {
            found.add(GapIncidents.trimmed(
                    incidents.token(reading.values().token()),
                    reading.values().id(),
                    reading.hits().keySet().iterator().next().id(),
                    reading.hits().size(),
                    now));
        }
        List<StoredHit> parsed = List.of();
        for (Map.Entry<Sighting, TokenReading.Sketch> hit : reading.hits().entrySet()) {
            if (!unseen.contains(hit.getKey())) {
                continue;
            }
            if (met
                    || isNews(
                            reading.change(),
                            hit.getValue().key(),
                            hit.getValue().hasAddress(),
                            now)) {
                parsed = parsed.isEmpty() ? reading.parsed() : parsed;
                StoredHit stored = parsed.get(hit.getValue().place());
                found.add(new Finding(
                        incidents.ofHit(hit.getKey().id(), reading.values().token(), stored, now),
                        hit.getKey().fingerprint()));
            } else {
                remembered.add(hit.getKey());
            }
        }
        exposure(reading, unseen, met, now);
        damage(reading, unseen, now);
        if (!met) {
            remembered.add(reading.marker());
        }
    }

    private void exposure(TokenReading reading, Set<Sighting> unseen, boolean met, Instant now) {
        Sighting sighting = reading.exposureSighting();
        if (sighting == null || reading.exposure() == null || !unseen.contains(sighting)) {
            return;
        }
        Instant time = incidents.timeOfExposure(reading.exposure(), now).orElse(null);
        if (met || baseline.isNews(time, reading.pushed())) {
            found.add(Finding.of(
                    incidents.ofExposure(sighting.id(), reading.values().token(), reading.exposure(), now)));
        } else {
            remembered.add(sighting);
        }
    }

    private void damage(TokenReading reading, Set<Sighting> unseen, Instant now) {
        reading.damaged().forEach((sighting, field) -> {
            if (!unseen.contains(sighting)) {
                return;
            }
            LOG.warn(
                    "{}{} holds a damaged {}; {} hits in it could be read, others may be lost",
                    TokenValues.PREFIX,
                    Text.printable(reading.values().id()),
                    field,
                    reading.hits().size());
            if (baseline.isOpen()) {
                remembered.add(sighting);
            } else {
                found.add(GapIncidents.unreadable(
                        incidents.token(reading.values().token()),
                        sighting,
                        field,
                        reading.hits().size(),
                        now));
            }
        });
    }

    /** A list of which nothing is known, although there was something before, or although it is full. */
    private boolean isTrimmed(TokenReading reading, Set<Sighting> unseen, Set<String> known, boolean met, Instant now) {
        Set<Sighting> hits = reading.hits().keySet();
        if (baseline.isOpen()
                || hits.isEmpty()
                || !unseen.containsAll(hits)
                || hits.stream().anyMatch(hit -> known.contains(hit.id()))) {
            return false;
        }
        return met ? !isReplaced(reading, now) : hits.size() >= keptHits;
    }

    /** A request that chooses the key of its hit replaces the hit that had it; then nothing was trimmed. */
    private boolean isReplaced(TokenReading reading, Instant now) {
        return reading.hits().size() == 1
                && reading.hits().values().stream()
                        .allMatch(hit -> incidents
                                .time(reading.values().token(), hit.key(), hit.hasAddress(), now)
                                .isEmpty());
    }

    /** News before markers: lost in a crash, they are found again; the other way round a gap would be reported that is none. */
    private void store() throws IOException, InterruptedException {
        for (int i = 0; i < found.size(); i += CHUNK) {
            intake.accept(found.subList(i, Math.min(found.size(), i + CHUNK)), baseline.position());
        }
        found.clear();
    }
}
