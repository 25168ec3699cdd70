package io.github.canarysiem.testing;

import io.github.canarysiem.Incident;
import io.github.canarysiem.Kind;
import io.github.canarysiem.spi.Finding;
import io.github.canarysiem.spi.Health;
import io.github.canarysiem.spi.Intake;
import io.github.canarysiem.spi.Note;
import io.github.canarysiem.spi.Position;
import io.github.canarysiem.spi.Sighting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * An intake with the semantics of the journal's ledger, in memory. It survives its sources: hand it to the next one, with {@link
 * #position()}, and that is a restart. It refuses on demand. Thread-safe.
 */
public final class RecordingIntake implements Intake {
    private final Map<String, Set<String>> ledger = new HashMap<>();
    private final Map<String, String> notes = new HashMap<>();
    private final List<Incident> stored = new ArrayList<>();
    private final List<Finding> offered = new ArrayList<>();
    private final List<Health> reports = new ArrayList<>();
    private Position position = Position.START;
    private Predicate<Finding> refused = finding -> false;
    private int refusalsLeft;
    private int lostConfirmationsLeft;
    private int refusals;

    @Override
    public synchronized int accept(List<Finding> found, Position upTo) throws IOException {
        offered.addAll(found);
        if (refusalsLeft > 0 || found.stream().anyMatch(refused)) {
            refusalsLeft = Math.max(0, refusalsLeft - 1);
            refusals++;
            throw new IOException("the intake refuses, as the test asked for");
        }
        int before = stored.size();
        found.forEach(this::store);
        position = upTo;
        if (lostConfirmationsLeft > 0 && !found.isEmpty()) {
            lostConfirmationsLeft--;
            throw new IOException("stored, but the confirmation is lost, as the test asked for");
        }
        return stored.size() - before;
    }

    @Override
    public synchronized void remember(Collection<Sighting> history, Position upTo) {
        history.forEach(this::isNew);
        position = upTo;
    }

    @Override
    public synchronized Set<Sighting> unseen(Collection<Sighting> sightings) {
        return sightings.stream()
                .filter(sighting ->
                        !ledger.getOrDefault(sighting.id(), Set.of()).contains(sighting.fingerprint()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public synchronized Set<String> known(Collection<String> ids) {
        return ids.stream().filter(ledger::containsKey).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public synchronized void keep(Collection<Note> kept, Position upTo) {
        kept.forEach(note -> notes.put(note.id(), note.content()));
        position = upTo;
    }

    @Override
    public synchronized Map<String, String> kept(Collection<String> ids) {
        return ids.stream().filter(notes::containsKey).distinct().collect(Collectors.toMap(id -> id, notes::get));
    }

    @Override
    public synchronized void report(Health health) {
        reports.add(health);
    }

    /** Makes the next calls of {@link #accept} throw; nothing of them is stored. */
    public synchronized void refuse(int calls) {
        refusalsLeft = calls;
    }

    /** Makes every call of {@link #accept} throw that holds such a finding, from now on. */
    public synchronized void refuseWhere(Predicate<Finding> condition) {
        refused = condition;
    }

    /** Ends all refusals. */
    public synchronized void refuseNothing() {
        refusalsLeft = 0;
        refused = finding -> false;
    }

    /** Makes the next calls of {@link #accept} that hold findings store them and throw all the same. */
    public synchronized void loseConfirmations(int calls) {
        lostConfirmationsLeft = calls;
    }

    /** How many calls were refused. */
    public synchronized int refusals() {
        return refusals;
    }

    /** Every incident stored, with its revision, in order. */
    public synchronized List<Incident> stored() {
        return List.copyOf(stored);
    }

    /** Every finding offered, refused and repeated ones included, in order. */
    public synchronized List<Finding> offered() {
        return List.copyOf(offered);
    }

    /** The last position stored, or {@link Position#START}. */
    public synchronized Position position() {
        return position;
    }

    /** The latest report; "starting" before the first. */
    public synchronized Health health() {
        return reports.isEmpty() ? Health.starting("no report yet") : reports.get(reports.size() - 1);
    }

    /** All reports, in order. */
    public synchronized List<Health> reports() {
        return List.copyOf(reports);
    }

    private void store(Finding finding) {
        if (isNew(finding.sighting())) {
            Incident incident = finding.incident();
            int revision = Math.max(
                    incident.revision(),
                    ledger.getOrDefault(incident.id(), Set.of()).size());
            Kind kind = revision > 1 ? incident.kind().enriched() : incident.kind();
            stored.add(incident.asRevision(revision, kind));
        }
    }

    private boolean isNew(Sighting sighting) {
        return ledger.computeIfAbsent(sighting.id(), id -> new LinkedHashSet<>())
                .add(sighting.fingerprint());
    }
}
