package io.github.canarysiem.source.redis;

import io.github.canarysiem.source.canarytokens.HitIdentity;
import io.github.canarysiem.spi.Intake;
import io.github.canarysiem.spi.Note;
import io.github.canarysiem.spi.Position;
import io.github.canarysiem.spi.Sighting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The hits that were there before canary-siem was. A first start meets very many of them, and nobody asks for most of them
 * again: until a token changes, one note holds the imprints of all its hits.
 *
 * <p>A note has the id of the token's marker. Its content is, in Base64, two numbers of 64 bits for each hit: {@link
 * HitImprint#identity()} and {@link HitImprint#content()}. The key of their hash is a note, too; without it there is no history.
 * Used by one thread at a time.
 */
final class History {
    private static final String KEY = HitIdentity.id("history", "key");
    /** Ids are random: a table of a million takes many in one go many times faster than few. About 10 MiB. */
    private static final int MANY = 50_000;

    private final Intake intake;
    private final boolean resumed;
    private final @Nullable ImprintReader reader;
    private final Map<String, Note> pending = new HashMap<>();

    /**
     * The history of one server.
     *
     * @param resumed whether an earlier run may have written a part of it
     * @param hash from {@link #key}
     */
    History(Intake intake, boolean resumed, @Nullable KeyedHash hash) {
        this.intake = intake;
        this.resumed = resumed;
        this.reader = hash == null ? null : new ImprintReader(hash);
    }

    /** The key of the hash; made and stored if history is about to be written and there is none. */
    static @Nullable KeyedHash key(Intake intake, Baseline baseline, RandomGenerator random)
            throws IOException, InterruptedException {
        String stored = intake.kept(List.of(KEY)).get(KEY);
        if (stored != null) {
            LongBuffer numbers = numbers(stored);
            return new KeyedHash(numbers.get(), numbers.get());
        }
        if (!baseline.isOpen()) {
            return null;
        }
        KeyedHash hash = KeyedHash.random(random);
        List<Long> numbers = List.of(hash.seed(), hash.factor());
        intake.keep(List.of(new Note(KEY, text(numbers))), baseline.position());
        return hash;
    }

    /** Those of the tokens that were met before, by the ids of their markers. */
    Set<String> met(List<Change> changes) throws IOException {
        List<String> markers = changes.stream().map(Change::marker).toList();
        Set<String> met = new HashSet<>();
        if (resumed) {
            met.addAll(intake.known(markers));
            met.addAll(intake.kept(markers).keySet());
        }
        changes.stream().filter(change -> !change.first()).map(Change::marker).forEach(met::add);
        markers.stream().filter(pending::containsKey).forEach(met::add);
        return met;
    }

    /** The imprints of a token's hits; empty if its list cannot be read as a whole. */
    Optional<List<HitImprint>> imprints(TokenValues values) {
        return reader == null || values.hits() == null ? Optional.empty() : reader.read(values.hits());
    }

    /** Takes a token in, of which all is history. It may wait for {@link #finish}. */
    void add(String marker, List<HitImprint> hits) {
        List<Long> numbers = new ArrayList<>(2 * hits.size());
        hits.forEach(hit -> numbers.addAll(List.of(hit.identity(), hit.content())));
        pending.put(marker, new Note(marker, text(numbers)));
    }

    /** Whether so much waits that it should be stored. */
    boolean isMuch() {
        return pending.size() >= MANY;
    }

    /** On return all of it is on disk. */
    void finish(Position position) throws IOException, InterruptedException {
        if (!pending.isEmpty()) {
            List<Note> notes = new ArrayList<>(pending.values());
            notes.sort(Comparator.comparing(Note::id));
            intake.keep(notes, position);
            pending.clear();
        }
    }

    /**
     * What the ledger must be told before it can judge these tokens: their markers, those of the unseen hits that are history, and
     * an older content for those that are history in another form. Only what is finished counts.
     */
    List<Sighting> recall(List<TokenReading> changed, Set<Sighting> unseen) throws IOException {
        if (reader == null || changed.isEmpty()) {
            return List.of();
        }
        Map<String, String> notes =
                intake.kept(changed.stream().map(each -> each.marker().id()).toList());
        List<Sighting> past = new ArrayList<>();
        for (TokenReading reading : changed) {
            String note = notes.get(reading.marker().id());
            if (note != null) {
                past.add(reading.marker());
                recall(reading, numbers(note), unseen, past);
            }
        }
        return past;
    }

    private void recall(TokenReading reading, LongBuffer note, Set<Sighting> unseen, List<Sighting> past) {
        Map<Long, Set<Long>> contents = new HashMap<>();
        while (note.hasRemaining()) {
            contents.computeIfAbsent(note.get(), identity -> new HashSet<>()).add(note.get());
        }
        List<HitImprint> imprints = imprints(reading.values()).orElse(List.of());
        reading.hits().forEach((sighting, hit) -> {
            if (hit.place() >= imprints.size() || !unseen.contains(sighting)) {
                return;
            }
            HitImprint imprint = imprints.get(hit.place());
            Set<Long> known = contents.get(imprint.identity());
            if (known != null) {
                past.add(known.contains(imprint.content()) ? sighting : earlier(sighting));
            }
        });
    }

    private static Sighting earlier(Sighting sighting) {
        return new Sighting(sighting.id(), HitIdentity.id("history", sighting.id()));
    }

    private static LongBuffer numbers(String text) {
        return ByteBuffer.wrap(Base64.getDecoder().decode(text)).asLongBuffer();
    }

    private static String text(List<Long> numbers) {
        byte[] bytes = new byte[numbers.size() * Long.BYTES];
        ByteBuffer.wrap(bytes)
                .asLongBuffer()
                .put(numbers.stream().mapToLong(number -> number).toArray());
        return Base64.getEncoder().encodeToString(bytes);
    }
}
