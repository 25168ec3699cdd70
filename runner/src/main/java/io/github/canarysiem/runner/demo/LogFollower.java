package io.github.canarysiem.runner.demo;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads an agent's log file as it grows. Not thread-safe. */
final class LogFollower {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int CHUNK = 64 * 1024;

    private final Path file;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private long position;

    LogFollower(Path file) {
        this.file = file;
    }

    /** The lines that were completed since the last call. */
    List<LogLine> lines() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<LogLine> lines = new ArrayList<>();
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(position);
            ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
            while (channel.read(chunk.clear()) > 0) {
                chunk.flip();
                position += chunk.remaining();
                while (chunk.hasRemaining()) {
                    take(chunk.get(), lines);
                }
            }
        }
        return lines;
    }

    private void take(byte next, List<LogLine> lines) throws IOException {
        if (next != '\n') {
            begun.write(next);
            return;
        }
        byte[] line = begun.toByteArray();
        lines.add(new LogLine(JSON.readTree(line).path("canary"), line));
        begun.reset();
    }
}
