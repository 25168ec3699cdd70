package io.github.canarysiem.source.honeyfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canarysiem.source.honeyfile.atime.FileState;
import io.github.canarysiem.source.honeyfile.detector.Operation;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AbsenceTest {
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final FileState BEFORE = new FileState(T0, T0, T0, 6, "1:2", "600:0:0", 1);

    @Test
    void aFileThatIsAsItWasTellsNothing() {
        assertThat(tells(BEFORE, BEFORE)).isEmpty();
        assertThat(tells(null, null)).isEmpty();
    }

    @Test
    void anAccessAfterTheLastThatWasReportedIsTold() {
        assertThat(tells(BEFORE, accessed(20))).containsExactly(Operation.READ);
        assertThat(tells(BEFORE, accessed(5))).isEmpty();
    }

    @Test
    void aChangeOfContentIsToldEvenIfItsTimeWasSetBack() {
        assertThat(tells(BEFORE, new FileState(T0, T0.minusSeconds(99), T0.plusSeconds(20), 7, "1:2", "600:0:0", 1)))
                .containsExactly(Operation.WRITE);
    }

    @Test
    void rightsNamesDeletionReplacementAndReturnAreTold() {
        assertThat(tells(BEFORE, new FileState(T0, T0, T0.plusSeconds(20), 6, "1:2", "644:0:0", 1)))
                .containsExactly(Operation.ATTRIBUTES);
        assertThat(tells(BEFORE, new FileState(T0, T0, T0.plusSeconds(20), 6, "1:2", "600:0:0", 2)))
                .containsExactly(Operation.LINK);
        assertThat(tells(BEFORE, null)).containsExactly(Operation.DELETE);
        assertThat(tells(BEFORE, new FileState(T0, T0, T0.plusSeconds(20), 6, "1:3", "600:0:0", 1)))
                .containsExactly(Operation.CREATE);
        assertThat(tells(null, new FileState(T0, T0, T0.plusSeconds(20), 6, "1:2", "600:0:0", 1)))
                .containsExactly(Operation.CREATE);
    }

    @Test
    void ourOwnWritingOfTheTimeOfAccessIsNotTold() {
        assertThat(tells(BEFORE, new FileState(T0, T0, T0.plusSeconds(20), 6, "1:2", "600:0:0", 1)))
                .isEmpty();
    }

    @Test
    void whatWasReportedIsExplainedAndWhatWasNotStaysToBeReported() {
        Remembered known = new Remembered(Path.of("a"), BEFORE, T0.plusSeconds(10));
        FileState now = new FileState(T0.plusSeconds(15), T0.plusSeconds(15), null, 7, "1:2", "600:0:0", 1);
        Remembered read = known.explained(Set.of(Operation.OPEN, Operation.READ), T0.plusSeconds(16), now);

        assertThat(Absence.of(read, now).map(Absence::operations)).contains(List.of(Operation.WRITE));
        Remembered written = read.explained(Set.of(Operation.WRITE), T0.plusSeconds(16), now);
        assertThat(Absence.of(written, now)).isEmpty();
        assertThat(Absence.of(written, null)).isPresent();
        assertThat(Absence.of(written.explained(Set.of(Operation.DELETE), T0.plusSeconds(17), null), null))
                .isEmpty();
    }

    private static FileState accessed(int second) {
        return new FileState(T0.plusSeconds(second), T0, T0, 6, "1:2", "600:0:0", 1);
    }

    /** What is told if all up to the tenth second was reported. */
    private static List<Operation> tells(@Nullable FileState before, @Nullable FileState now) {
        return Absence.of(new Remembered(Path.of("a"), before, T0.plusSeconds(10)), now)
                .map(Absence::operations)
                .orElse(List.of());
    }
}
