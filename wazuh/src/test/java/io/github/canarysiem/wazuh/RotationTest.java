package io.github.canarysiem.wazuh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.canarysiem.testing.TestClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotationTest {
    private static final Set<PosixFilePermission> MODE = PosixFilePermissions.fromString("rw-r-----");
    private static final Duration DAY = Duration.ofHours(24);

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock(Samples.TIME);
    private Path path;

    @BeforeEach
    void namePath() {
        path = folder.resolve("incident.log");
    }

    @Test
    void aLargeFileIsPutAsideOnceItIsQuiet() throws Exception {
        try (LogFile file = file(new RotationRule(1_000, DAY, 7))) {
            append(file, 0, 10);
            file.rotateIfQuiet();
            assertThat(aside()).isEmpty();

            clock.advance(RotationRule.QUIET);
            file.rotateIfQuiet();

            assertThat(aside()).extracting(Path::getFileName).hasToString("[incident.log.20261105T200010.250Z]");
            assertThat(path).isEmptyFile();
            assertThat(Files.getPosixFilePermissions(path)).isEqualTo(MODE);
            append(file, 10, 12);
            assertThat(WazuhFileSinkTest.ids(aside().get(0))).hasSize(10);
            assertThat(WazuhFileSinkTest.ids(path)).containsExactly(Samples.id(10), Samples.id(11));
        }
    }

    @Test
    void aBusyFileGrowsToTwiceItsSizeAndNoFurther() throws Exception {
        int line = line(0).length;
        try (LogFile file = file(new RotationRule(line * 10L, DAY, 100))) {
            for (int i = 0; i < 50; i++) {
                append(file, i, i + 1);
                file.rotateIfQuiet();
            }
            assertThat(aside()).isNotEmpty();
            for (Path each : aside()) {
                assertThat(Files.size(each)).isBetween(line * 20L, line * 22L);
            }
        }
    }

    @Test
    void anOldFileIsPutAsideAndAnEmptyOneIsNot() throws Exception {
        try (LogFile file = file(new RotationRule(1_000_000, DAY, 7))) {
            append(file, 0, 1);
            clock.advance(DAY);
            file.rotateIfQuiet();
            assertThat(aside()).hasSize(1);
            clock.advance(DAY.multipliedBy(3));
            file.rotateIfQuiet();
            assertThat(aside()).hasSize(1);
        }
    }

    @Test
    void theAgeOfAFileSurvivesARestart() throws Exception {
        RotationRule rule = new RotationRule(1_000_000, DAY, 7);
        try (LogFile file = file(rule)) {
            append(file, 0, 1);
        }
        clock.advance(DAY);
        try (LogFile file = file(rule)) {
            append(file, 1, 2);
            clock.advance(RotationRule.QUIET);
            file.rotateIfQuiet();
            assertThat(aside()).hasSize(1);
            assertThat(WazuhFileSinkTest.ids(aside().get(0))).hasSize(2);
        }
    }

    @Test
    void onlyTheNewestFilesAreKeptAndStrangersAreLeftAlone() throws Exception {
        Path stranger = Files.writeString(folder.resolve("incident.log.1"), "x");
        Path other = Files.writeString(folder.resolve("other.log.20200101T000000.000Z"), "x");
        try (LogFile file = file(new RotationRule(1, DAY, 2))) {
            for (int i = 0; i < 5; i++) {
                append(file, i, i + 1);
                clock.advance(RotationRule.QUIET);
                file.rotateIfQuiet();
            }
        }
        assertThat(aside()).hasSize(2);
        assertThat(WazuhFileSinkTest.ids(aside().get(0))).containsExactly(Samples.id(3));
        assertThat(WazuhFileSinkTest.ids(aside().get(1))).containsExactly(Samples.id(4));
        assertThat(stranger).exists();
        assertThat(other).exists();
    }

    @Test
    void twoRotationsAtOneInstantOverwriteNothing() throws Exception {
        int line = line(0).length;
        try (LogFile file = file(new RotationRule(line / 2, DAY, 100))) {
            for (int i = 0; i < 10; i++) {
                append(file, i, i + 1);
            }
        }
        assertThat(aside()).hasSize(9);
    }

    @Test
    void aClockThatJumpsBackRotatesNothingEarly() throws Exception {
        try (LogFile file = file(new RotationRule(1_000_000, DAY, 7))) {
            append(file, 0, 1);
            clock.advance(DAY.multipliedBy(-30));
            append(file, 1, 2);
            file.rotateIfQuiet();
            assertThat(aside()).isEmpty();
        }
    }

    @Test
    void nothingIsLostWhileAnotherProgramMovesTheFileAgainAndAgain() throws Exception {
        int count = 400;
        Thread mover = new Thread(() -> {
            for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
                move(folder.resolve("moved." + i));
                LockSupport.parkNanos(3_000_000);
            }
        });
        try (LogFile file = file(new RotationRule(1_000_000, DAY, 7))) {
            mover.start();
            for (int i = 0; i < count; i++) {
                appendAtLast(file, i);
            }
        } finally {
            mover.interrupt();
            mover.join(10_000);
        }
        try (Stream<Path> all = Files.list(folder)) {
            Set<String> ids = new HashSet<>();
            for (Path each : all.toList()) {
                ids.addAll(WazuhFileSinkTest.ids(each));
            }
            assertThat(ids).hasSize(count);
        }
    }

    private static void appendAtLast(LogFile file, int number) {
        await().pollInterval(Duration.ofMillis(1))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> {
                    append(file, number, number + 1);
                    return true;
                });
    }

    private void move(Path target) {
        try {
            Files.move(path, target);
        } catch (IOException e) {
            // Nothing to move just now.
        }
    }

    private LogFile file(RotationRule rule) {
        return new LogFile(path, new FileRights(MODE, null), rule, clock);
    }

    private List<Path> aside() throws IOException {
        return new RotatedFiles(path, 7).all();
    }

    private static void append(LogFile file, int from, int to) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = from; i < to; i++) {
            lines.append(new String(line(i), StandardCharsets.UTF_8)).append('\n');
        }
        file.append(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] line(int number) {
        return new WazuhLine(WazuhLine.LONGEST).of(Samples.hit(number).build());
    }
}
