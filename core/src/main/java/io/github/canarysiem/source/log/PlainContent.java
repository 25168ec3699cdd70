package io.github.canarysiem.source.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file as it lies there. */
final class PlainContent implements Content {
    private final FileChannel channel;

    /**
     * Opens a file.
     *
     * @throws java.nio.file.NoSuchFileException if it is not there
     */
    PlainContent(Path path) throws IOException {
        try {
            this.channel = FileChannel.open(path, StandardOpenOption.READ);
        } catch (AccessDeniedException e) {
            throw FileState.unreadable(path, e);
        }
    }

    @Override
    public int read(long position, byte[] into, int from, int count) throws IOException {
        return channel.read(ByteBuffer.wrap(into, from, count), position);
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public boolean isFinal() {
        return false;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
