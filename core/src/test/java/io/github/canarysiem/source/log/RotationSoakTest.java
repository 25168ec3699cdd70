package io.github.canarysiem.source.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A log under load is rotated in every way at random moments while its source is stopped and started: the sums are the same. */
@Timeout(900)
class RotationSoakTest {
    private static final int ACTS = Boolean.getBoolean("canary.soak") ? 1_000 : 100;

    private static final List<String> ACTIONS =
            List.of("rotate", "rotate", "rotate and write", "compress", "stop", "restart", "write");

    @TempDir
    Path folder;

    private final List<String> written = new ArrayList<>();
    /** For whoever has to find out what went wrong. */
    private final List<String> acts = new ArrayList<>();

    private int number;
    private boolean fresh = true;

    private Way way = Way.EACH_SEEN;

    /** How a log is rotated while it is followed. */
    private enum Way {
        /** In both ways, and looked at after each. */
        EACH_SEEN,
        /** By renaming, faster than it is looked at. */
        RENAMED,
        /** By copying and truncating, faster than it is looked at. */
        COPIED
    }

    @ParameterizedTest
    @EnumSource
    void everyLineIsOneIncident(Way chosenWay) throws Exception {
        way = chosenWay;
        Random random = new Random();
        try (FollowedLog log = new FollowedLog(folder, Duration.ofMillis(400))) {
            write(log, 1, random);
            log.start();
            for (int act = 0; act < ACTS; act++) {
                write(log, random.nextInt(20), random);
                act(log, random);
                if (log.isRunning() && way == Way.EACH_SEEN) {
                    // What comes after the act is found only by a look after it.
                    write(log, 1, random);
                    awaitLook(log);
                } else if (log.isRunning() && random.nextInt(10) == 0) {
                    awaitLook(log);
                }
                discardOld(log);
            }
            log.stop().start();
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> missing(log).isEmpty());
            assertThat(log.marks()).as("%s", acts).containsExactlyInAnyOrderElementsOf(written);
        }
    }

    private List<String> missing(FollowedLog log) {
        Map<String, Integer> read = new HashMap<>();
        log.marks().forEach(mark -> read.merge(mark, 1, Integer::sum));
        return written.stream()
                .filter(mark -> read.merge(mark, -1, Integer::sum) < 0)
                .toList();
    }

    /** Some lines are the same as the one before, though never the first of a file; some come in two pieces. */
    private void write(FollowedLog log, int lines, Random random) throws Exception {
        for (int i = 0; i < lines; i++) {
            String mark = "m" + (!fresh && random.nextInt(4) == 0 ? number : ++number);
            fresh = false;
            written.add(mark);
            String line = LogLines.hit(mark) + "\n";
            int cut = random.nextInt(line.length());
            log.raw(line.substring(0, cut));
            log.raw(line.substring(cut));
        }
    }

    private void act(FollowedLog log, Random random) throws Exception {
        fresh = true;
        int chosen = random.nextInt(7);
        acts.add(ACTIONS.get(chosen) + " after m" + number);
        switch (chosen) {
            case 0 -> rotate(log, way != Way.COPIED);
            case 1 -> rotate(log, way == Way.RENAMED);
            case 2 -> {
                rotate(log, way != Way.COPIED);
                write(log, 1, random);
                if (random.nextBoolean()) {
                    rotate(log, way != Way.COPIED);
                    fresh = true;
                }
            }
            case 3 -> {
                if (Files.exists(log.numbered(1))) {
                    log.compress(1);
                }
            }
            case 4 -> log.stop();
            case 5 -> {
                log.stop();
                log.start();
            }
            default -> {
                String mark = "m" + ++number;
                written.add(mark);
                log.write(mark);
            }
        }
        if (!Files.exists(log.path)) {
            write(log, 1, random);
        }
    }

    private static void rotate(FollowedLog log, boolean byRenaming) throws Exception {
        if (byRenaming) {
            log.rename();
        } else {
            log.copyAndTruncate();
        }
    }

    private void awaitLook(FollowedLog log) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(
                        () -> assertThat(log.marks()).as("%s", acts).hasSizeGreaterThanOrEqualTo(written.size()));
    }

    /** Only what was read: a file that goes before is lost to everybody. */
    private void discardOld(FollowedLog log) throws Exception {
        if (Files.exists(log.numbered(15)) || Files.exists(folder.resolve("incident.log.15.gz"))) {
            log.stop();
            log.start();
            awaitLook(log);
            for (int old = 3; old <= 21; old++) {
                Files.deleteIfExists(log.numbered(old));
                Files.deleteIfExists(folder.resolve("incident.log." + old + ".gz"));
            }
        }
    }
}
