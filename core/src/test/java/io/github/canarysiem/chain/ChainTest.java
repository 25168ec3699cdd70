package io.github.canarysiem.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.canarysiem.Chain;
import io.github.canarysiem.Incident;
import io.github.canarysiem.IncidentBuilder;
import io.github.canarysiem.IncidentId;
import io.github.canarysiem.Kind;
import io.github.canarysiem.Severity;
import io.github.canarysiem.chain.ChainBreak.Reason;
import io.github.canarysiem.json.IncidentJson;
import io.github.canarysiem.spi.Position;
import io.github.canarysiem.spi.Secret;
import io.github.canarysiem.testing.Incidents;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ChainTest {
    private static final Instant THEN = Instant.parse("2026-11-22T12:00:00Z");
    private static final ChainDigest PLAIN = ChainDigest.plain();
    private static final ChainDigest KEYED = ChainDigest.keyed(new Secret("battery staple"));

    @Test
    void anUntouchedChainHolds() throws IOException {
        ChainVerdict verdict = verify(PLAIN, stored(chain(PLAIN, 10)));

        assertThat(verdict).isEqualTo(new ChainVerdict(10, 1, 10, List.of()));
        assertThat(verdict.holds()).isTrue();
    }

    @Test
    void hostileTextIsTheSameAfterTheJournal() throws IOException {
        for (String text : Incidents.HOSTILE_TEXTS) {
            Incident hostile = Incidents.hostile(text);
            IncidentBuilder open = Incident.of(hostile.id(), hostile.kind(), hostile.severity(), THEN, THEN)
                    .token(hostile.token())
                    .file(hostile.file())
                    .process(hostile.process())
                    .http(hostile.http())
                    .other(hostile.other());
            Incident sealed = new ChainWriter(PLAIN, Position.START).seal(open);

            assertThat(verify(PLAIN, stored(List.of(sealed))).breaks()).as(text).isEmpty();
        }
    }

    @Test
    void itGoesOnAfterARestart() {
        ChainWriter first = new ChainWriter(KEYED, Position.START);
        List<Incident> all = new ArrayList<>(List.of(first.seal(incident(1)), first.seal(incident(2))));
        ChainWriter second = new ChainWriter(KEYED, first.position());
        assertThat(second.isNew()).isFalse();
        all.add(second.seal(incident(3)));

        assertThat(verify(KEYED, all)).isEqualTo(new ChainVerdict(3, 1, 3, List.of()));
    }

    @Test
    void theRevisionThatTheJournalCountsIsNoChange() {
        Incident sealed = chain(PLAIN, 1).get(0);

        assertThat(verify(PLAIN, List.of(sealed.asRevision(2, sealed.kind()))).holds())
                .isTrue();
    }

    @Test
    void aChangedIncidentShows() {
        List<Incident> all = chain(PLAIN, 5);
        Incident changed = all.get(2);
        all.set(
                2,
                Incident.of(changed.id(), changed.kind(), Severity.INFORMATIONAL, THEN, THEN)
                        .chain(changed.chain())
                        .build());

        assertThat(verify(PLAIN, all).breaks())
                .containsExactly(new ChainBreak(changed.id(), 3, THEN, Reason.CHANGED, 0));
    }

    @Test
    void missingOnesShow() {
        List<Incident> all = chain(PLAIN, 6);
        all.subList(2, 4).clear();

        assertThat(verify(PLAIN, all).breaks())
                .containsExactly(new ChainBreak(all.get(2).id(), 5, THEN, Reason.MISSING, 2));
    }

    @Test
    void theBeginningMayHaveBeenRetainedNoLonger() {
        List<Incident> all = chain(PLAIN, 6);

        assertThat(verify(PLAIN, all.subList(3, 6))).isEqualTo(new ChainVerdict(3, 4, 6, List.of()));
    }

    @Test
    void oneThatWasSealedAnewWithoutTheKeyShows() {
        List<Incident> all = chain(KEYED, 3);
        Chain link = Objects.requireNonNull(all.get(1).chain());
        String forged = PLAIN.of(incident(7).build(), 2, link.previous());
        all.set(1, incident(7).chain(new Chain(2, link.previous(), forged)).build());

        assertThat(verify(KEYED, all).breaks())
                .extracting(ChainBreak::sequence, ChainBreak::reason)
                .containsExactly(tuple(2, Reason.CHANGED), tuple(3, Reason.DETACHED));
    }

    @Test
    void anotherKeyBeginsANewChainWhichShows() {
        ChainWriter plain = new ChainWriter(PLAIN, Position.START);
        List<Incident> all = new ArrayList<>(List.of(plain.seal(incident(1))));
        ChainWriter keyed = new ChainWriter(KEYED, plain.position());
        assertThat(keyed.isNew()).isTrue();
        all.add(keyed.seal(incident(2)));

        assertThat(verify(PLAIN, all).breaks()).extracting(ChainBreak::reason).containsExactly(Reason.RESTARTED);
    }

    @Test
    void aPositionThatIsNoneBeginsANewChain() {
        for (String value : List.of("", "nonsense", "chain:x:y:z", "chain:1:" + "0".repeat(63) + ":plain")) {
            assertThat(new ChainWriter(PLAIN, new Position(value)).isNew())
                    .as(value)
                    .isTrue();
        }
    }

    @Test
    void nothingTellsTheKey() {
        ChainWriter writer = new ChainWriter(KEYED, Position.START);
        writer.seal(incident(1));

        assertThat(writer.position().value() + KEYED).doesNotContain("battery");
    }

    private static List<Incident> chain(ChainDigest digest, int length) {
        ChainWriter writer = new ChainWriter(digest, Position.START);
        List<Incident> all = new ArrayList<>();
        for (int i = 1; i <= length; i++) {
            all.add(writer.seal(incident(i)));
        }
        return all;
    }

    private static IncidentBuilder incident(int number) {
        return Incident.of(
                IncidentId.of("chain", Integer.toString(number)), Kind.FILE_ACCESS, Severity.HIGH, THEN, THEN);
    }

    private static List<Incident> stored(List<Incident> incidents) throws IOException {
        List<Incident> read = new ArrayList<>();
        for (Incident each : incidents) {
            read.add(IncidentJson.read(IncidentJson.toBytes(each)));
        }
        return read;
    }

    private static ChainVerdict verify(ChainDigest digest, List<Incident> incidents) {
        ChainVerifier verifier = new ChainVerifier(digest);
        incidents.forEach(verifier::follow);
        return verifier.verdict();
    }
}
