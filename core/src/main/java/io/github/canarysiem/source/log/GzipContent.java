package io.github.canarysiem.source.log;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A rotated file that was compressed. It is read from the front; a step back begins anew. */
final class GzipContent implements Content {
    private static final int BUFFER = 64 << 10;

    private final Path path;
    private InputStream stream;
    private long position;

    GzipContent(Path path) throws IOException {
        this.path = path;
        this.stream = opened(path);
    }

    @Override
    public int read(long from, byte[] into, int offset, int count) throws IOException {
        try {
            if (from < position) {
                stream.close();
                stream = opened(path);
                position = 0;
            }
            while (position < from) {
                long skipped = stream.skip(from - position);
                if (skipped <= 0) {
                    return -1;
                }
                position += skipped;
            }
            int read = stream.read(into, offset, count);
            position += Math.max(0, read);
            return read;
        } catch (EOFException | ZipException e) {
            throw damaged(path, e);
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
    public boolean isFinal() {
        return true;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    private static InputStream opened(Path path) throws IOException {
        InputStream file = new BufferedInputStream(Files.newInputStream(path), BUFFER);
        try {
            return new GZIPInputStream(file, BUFFER);
        } catch (EOFException | ZipException e) {
            file.close();
            throw damaged(path, e);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private static DamagedException damaged(Path path, IOException cause) throws IOException {
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
