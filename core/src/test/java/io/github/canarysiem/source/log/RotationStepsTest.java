package io.github.canarysiem.source.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.canarysiem.source.log.SteppedRotation.Habits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is done to a log between any two system calls of its reader, every line is read, and read once. */
@Timeout(1800)
class RotationStepsTest {
    private static final int SEEDS = Boolean.getBoolean("canary.soak") ? 3_000 : 40;
    private static final int LOOKS = 6;
    private static final int MOST_STEPS = 16;
    private static final int MOST_AT_ONCE = 5;
    private static final int MOST_LINES = 2;
    private static final Duration RETIREMENT = Duration.ofMillis(5);
    /** More readings than there can be lines. */
    private static final int ALL = 1_000;

    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource({
        "true,  false, false, false",
        "true,  false, true,  false",
        "true,  false, true,  true",
        "false, true,  false, false",
        "false, true,  true,  false",
        "false, true,  true,  true",
        "true,  true,  true,  false",
        "true,  true,  true,  true"
    })
    void everyLineIsReadOnce(boolean renames, boolean copies, boolean compresses, boolean stops) throws IOException {
        Habits habits = new Habits(renames, copies, compresses);
        for (int seed = 1; seed <= SEEDS; seed++) {
            new History(habits, stops, seed).check();
        }
    }

    /** One log, and how it is looked at. */
    private final class History {
        private final Habits habits;
        private final boolean stops;
        private final int seed;
        private final Random random;
        private final double pace;
        private final SteppedRotation log;
        private int steps;

        History(Habits habits, boolean stops, int seed) throws IOException {
            this.habits = habits;
            this.stops = stops;
            this.seed = seed;
            this.random = new Random(seed * 0x9E3779B97F4A7C15L);
            this.pace = 0.2 * random.nextDouble() * random.nextDouble();
            this.log = new SteppedRotation(Files.createTempDirectory(root, "log"), habits, random);
        }

        void check() throws IOException {
            SteppedFiles files = new SteppedFiles(this::takeTurn);
            try (LogReader reader = new LogReader(files.seen(log.path), RETIREMENT, MOST_LINES)) {
                for (int look = 0; look < LOOKS; look++) {
                    steps = random.nextInt(MOST_STEPS);
                    int afterwards = random.nextInt(steps + 1);
                    look(reader, 1 + random.nextInt(3));
                    if (habits.isMixed() || random.nextInt(5) == 0) {
                        lookAtAll(reader);
                        log.discard();
                    }
                    for (int i = 0; i < afterwards; i++) {
                        log.step();
                    }
                    if (stops && random.nextInt(5) == 0) {
                        log.done.add("stop");
                        reader.restart();
                    }
                }
                lookAtAll(reader);
                lookAtAll(reader);
                assertThat(log.difference(reader.lines))
                        .as("seed %d: %s", seed, log.done)
                        .isEmpty();
            }
            log.giveNumbersOn();
        }

        private void takeTurn() throws IOException {
            if (steps > 0 && random.nextDouble() < pace) {
                for (int i = random.nextInt(Math.min(steps, MOST_AT_ONCE)); i >= 0; i--) {
                    steps--;
                    log.step();
                }
            }
        }

        private void lookAtAll(LogReader reader) throws IOException {
            steps = 0;
            log.end();
            look(reader, ALL);
            log.wasRead();
        }

        private void look(LogReader reader, int readings) throws IOException {
            log.giveNumbersOn();
            log.done.add("look");
            try {
                reader.look(readings);
            } catch (IOException e) {
                // Names can change faster than anybody looks: the source is started again.
                reader.restart();
            }
            log.done.add("looked");
        }
    }
}
