package io.github.canarysiem.source.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canarysiem.source.log.RotatedLog.Habits;
import io.github.canarysiem.source.log.RotatedLog.Naming;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However often a log is rotated between two looks, or while nobody looks, the next look finds every line, and finds it once. */
@Timeout(1800)
class RotationsBetweenLooksTest {
    private static final int SEEDS = Boolean.getBoolean("canary.soak") ? 40 : 1;
    private static final int LOOKS = Boolean.getBoolean("canary.soak") ? 30 : 8;
    private static final int MOST_ACTS = 40;

    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource({
        "NEWEST_FIRST, false, false, false",
        "NEWEST_FIRST, true,  false, false",
        "NEWEST_FIRST, false, true,  false",
        "NEWEST_FIRST, true,  true,  false",
        "NEWEST_FIRST, false, true,  true",
        "OLDEST_FIRST, true,  true,  false",
        "DATED,        true,  true,  false",
        "DATED,        false, true,  true"
    })
    void everyLineIsReadOnceAndAtOnce(Naming naming, boolean alikeHeads, boolean compresses, boolean truncates)
            throws IOException {
        Habits habits = new Habits(naming, alikeHeads, compresses, truncates);
        for (int seed = 1; seed <= SEEDS; seed++) {
            check(habits, false, seed);
            check(habits, true, seed);
        }
    }

    private void check(Habits habits, boolean stops, int seed) throws IOException {
        Random random = new Random(seed);
        RotatedLog log = new RotatedLog(Files.createTempDirectory(root, "log"), habits, random);
        try (Reader reader = new Reader(log.path)) {
            for (int look = 0; look < LOOKS; look++) {
                boolean stopped = stops && random.nextInt(4) == 0;
                if (stopped) {
                    reader.stop();
                }
                log.acts.clear();
                for (int act = random.nextInt(MOST_ACTS); act > 0; act--) {
                    log.act(!stopped);
                }
                reader.look();
                log.wasRead();
                assertThat(difference(log.written, reader.lines))
                        .as("seed %d, look %d%s, after %s", seed, look, stopped ? ", stopped" : "", log.acts)
                        .isEmpty();
            }
        }
    }

    /** How often more, or less, than it was written a line was read. */
    private static Map<String, Integer> difference(List<String> written, List<String> read) {
        Map<String, Integer> difference = new HashMap<>();
        read.forEach(line -> difference.merge(line, 1, Integer::sum));
        written.forEach(line -> difference.merge(line, -1, Integer::sum));
        difference.values().removeIf(count -> count == 0);
        return difference;
    }

    /** Follows a log when it is told to, and keeps its lines. */
    private static final class Reader implements LineTaker, AutoCloseable {
        private static final int MOST_READINGS = 10;

        final List<String> lines = new ArrayList<>();
        private final Path path;
        private Follower follower;

        Reader(Path path) throws IOException {
            this.path = path;
            this.follower = follower();
            Files.createFile(path);
            follower.begin(false);
        }

        /** Looks once, and reads what is there then. */
        void look() throws IOException {
            boolean more = true;
            for (int reading = 0; more && reading < MOST_READINGS; reading++) {
                follower.look();
                more = follower.read(this, List.of());
            }
            assertThat(more).isFalse();
        }

        /** Knows no more than what was stored. */
        void stop() throws IOException {
            LogPosition position = LogPosition.decoded(
                            path, follower.position(List.of()).encoded())
                    .orElseThrow();
            follower.close();
            follower = follower();
            follower.resume(position);
        }

        @Override
        public void take(long generation, long offset, byte[] buffer, int from, int to) {
            lines.add(new String(buffer, from, to - from, StandardCharsets.UTF_8));
        }

        @Override
        public void tooLong(long generation, long offset) {
            throw new AssertionError("no line is that long");
        }

        @Override
        public boolean isFull() {
            return false;
        }

        @Override
        public void close() throws IOException {
            follower.close();
        }

        private Follower follower() {
            return new Follower(path, 4096, Duration.ofMinutes(1), Clock.systemUTC());
        }
    }
}
