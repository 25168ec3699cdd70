package io.github.canarysiem.source.log;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** A rotated file that was compressed. It is read from the front; a step back begins anew. */
final class GzipContent implements Content {
    private static final int BUFFER = 64 << 10;

    private final Path path;
    private final FileChannel channel;
    /** Null when all was read. */
    private @Nullable InputStream stream;

    private long position;

    /**
     * Opens a file.
     *
     * @throws java.nio.file.NoSuchFileException if it is not there
     */
    GzipContent(Path path) throws IOException {
        this.path = path;
        try {
            this.channel = FileChannel.open(path, StandardOpenOption.READ);
        } catch (AccessDeniedException e) {
            throw FileState.unreadable(path, e);
        }
        try {
            this.stream = opened();
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public int read(long from, byte[] into, int offset, int count) throws IOException {
        try {
            if (from < position) {
                release();
                stream = opened();
                position = 0;
            }
            byte[] passed = new byte[(int) Math.min(BUFFER, from - position)];
            while (position < from) {
                if (next(passed, 0, (int) Math.min(passed.length, from - position)) <= 0) {
                    return -1;
                }
            }
            return next(into, offset, count);
        } catch (EOFException | ZipException e) {
            throw damaged(e);
        }
    }

    @Override
    public long size() throws IOException {
        byte[] buffer = new byte[BUFFER];
        int read = read(position, buffer, 0, buffer.length);
        while (read > 0) {
            read = read(position, buffer, 0, buffer.length);
        }
        return position;
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public boolean isFinal() {
        return true;
    }

    @Override
    public void close() throws IOException {
        release();
        channel.close();
    }

    /** Lets go at the end of what takes memory: a file may be held long after it was read. */
    private int next(byte[] into, int offset, int count) throws IOException {
        int read = stream == null ? -1 : stream.read(into, offset, count);
        if (read < 0) {
            release();
        }
        position += Math.max(0, read);
        return read;
    }

    private void release() throws IOException {
        if (stream != null) {
            stream.close();
            stream = null;
        }
    }

    private InputStream opened() throws IOException {
        channel.position(0);
        InputStream file = new FilterInputStream(Channels.newInputStream(channel)) {
            @Override
            public void close() {
                // The channel stays open: the file may have lost its name.
            }
        };
        try {
            return new GZIPInputStream(file, BUFFER);
        } catch (EOFException | ZipException e) {
            throw damaged(e);
        }
    }

    private DamagedException damaged(IOException cause) throws IOException {
        Instant modified = FileState.of(path).map(FileState::modified).orElse(Instant.MIN);
        return new DamagedException(path + ": is not (yet) a complete gzip file", modified, cause);
    }

    /** It ends before its end, or is something else: somebody may still be writing it. */
    static final class DamagedException extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient Instant modified;

        DamagedException(String message, Instant modified, IOException cause) {
            super(message, cause);
            this.modified = modified;
        }

        /** When it was last written. */
        Instant modified() {
            return modified;
        }
    }
}
