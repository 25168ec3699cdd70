package io.github.canarysiem.runner.process;

import io.github.canarysiem.testing.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A wall clock that jumps for one process alone: libfaketime reads the shift from a file. The monotonic clock stays as it is, as
 * it does when an administrator or NTP sets a machine's clock.
 */
final class FakedClock {
    private static final Path UNPACKED = Path.of("target", "faketime").toAbsolutePath();
    private static final String LIBRARY = "libfaketimeMT.so.1";

    private final Path library;
    private final Path shift;

    private FakedClock(Path library, Path shift) {
        this.library = library;
        this.shift = shift;
    }

    /** A clock that goes right so far, or skips the test if there is no libfaketime. */
    static FakedClock in(Path folder) throws IOException, InterruptedException {
        Needs.unpacked(UNPACKED, "libfaketime", "usr", "libfaketime");
        try (Stream<Path> files = Files.walk(UNPACKED.resolve("usr"))) {
            Path library = files.filter(file -> file.endsWith(LIBRARY))
                    .findFirst()
                    .orElseThrow(() -> new IOException("the package libfaketime holds no " + LIBRARY));
            FakedClock clock = new FakedClock(library, folder.resolve("clock"));
            clock.jump(Duration.ZERO);
            return clock;
        }
    }

    /** What a process needs in its environment to go by this clock. */
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME_TIMESTAMP_FILE",
                shift.toString(),
                "FAKETIME_NO_CACHE",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                // Java's compiler and its counters look at the clock all the time, and each look reads the file.
                "JDK_JAVA_OPTIONS",
                "-Xint -XX:-UsePerfData");
    }

    /** Sets it so far ahead of the right time, or behind it. */
    void jump(Duration ahead) throws IOException {
        Path next = Files.writeString(Path.of(shift + ".next"), String.format("%+d", ahead.toSeconds()));
        Files.move(next, shift, StandardCopyOption.ATOMIC_MOVE);
    }
}
