package io.github.canarysiem.source.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canarysiem.source.log.RotatedLog.Habits;
import io.github.canarysiem.source.log.RotatedLog.Naming;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
    private static final int MOST_READINGS = 10;

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
        Files.createFile(log.path);
        try (LogReader reader = new LogReader(log.path, Duration.ofMinutes(1), Integer.MAX_VALUE)) {
            for (int look = 0; look < LOOKS; look++) {
                boolean stopped = stops && random.nextInt(4) == 0;
                if (stopped) {
                    reader.restart();
                }
                log.acts.clear();
                for (int act = random.nextInt(MOST_ACTS); act > 0; act--) {
                    log.act(!stopped);
                }
                assertThat(reader.look(MOST_READINGS)).isFalse();
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
}
