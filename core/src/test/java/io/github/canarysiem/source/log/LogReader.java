package io.github.canarysiem.source.log;

import io.github.canarysiem.spi.Position;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Follows a log when it is told to, as its source does, and keeps the lines that would have been stored. */
final class LogReader implements LineTaker, AutoCloseable {
    private static final int LONGEST_LINE = 4096;

    final List<String> lines = new ArrayList<>();
    private final List<String> taken = new ArrayList<>();
    private final Path path;
    private final Duration retirement;
    private final int mostLines;
    private Position stored = Position.START;
    private Follower follower;

    /**
     * Begins with the first line.
     *
     * @param mostLines that are taken in one reading
     */
    LogReader(Path path, Duration retirement, int mostLines) throws IOException {
        this.path = path;
        this.retirement = retirement;
        this.mostLines = mostLines;
        this.follower = started();
    }

    /** Looks and reads, so many times at most; true if there may be more. */
    boolean look(int readings) throws IOException {
        boolean more = true;
        for (int reading = 0; more && reading < readings; reading++) {
            follower.look();
            more = follower.read(this, List.of());
            lines.addAll(taken);
            taken.clear();
            stored = follower.position(List.of()).encoded();
        }
        return more;
    }

    /** Knows no more than what was stored. */
    void restart() throws IOException {
        taken.clear();
        follower.close();
        follower = started();
    }

    @Override
    public void take(long generation, long offset, byte[] buffer, int from, int to) {
        taken.add(new String(buffer, from, to - from, StandardCharsets.UTF_8));
    }

    @Override
    public void tooLong(long generation, long offset) {
        throw new AssertionError("no line is that long");
    }

    @Override
    public boolean isFull() {
        return taken.size() >= mostLines;
    }

    @Override
    public void close() throws IOException {
        follower.close();
    }

    private Follower started() throws IOException {
        Follower started = new Follower(path, LONGEST_LINE, retirement, Clock.systemUTC());
        Optional<LogPosition> position = LogPosition.decoded(path, stored);
        if (position.isPresent()) {
            started.resume(position.get());
        } else {
            started.begin(false);
        }
        return started;
    }
}
