package io.github.canarysiem.source.log;

import io.github.canarysiem.source.log.SteppedFiles.Turn;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** An open file of {@link SteppedFiles}. */
final class SteppedChannel extends FileChannel {
    private final FileChannel real;
    private final Turn turn;

    SteppedChannel(FileChannel real, Turn turn) {
        this.real = real;
        this.turn = turn;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        turn.take();
        return real.read(into);
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        turn.take();
        return real.read(into, position);
    }

    @Override
    public long size() throws IOException {
        turn.take();
        return real.size();
    }

    @Override
    public long position() throws IOException {
        return real.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        real.position(position);
        return this;
    }

    @Override
    protected void implCloseChannel() throws IOException {
        real.close();
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int length) {
        throw SteppedFiles.notForReaders();
    }

    @Override
    public int write(ByteBuffer from) {
        throw SteppedFiles.notForReaders();
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) {
        throw SteppedFiles.notForReaders();
    }

    @Override
    public int write(ByteBuffer from, long position) {
        throw SteppedFiles.notForReaders();
    }

    @Override
    public FileChannel truncate(long size) {
        throw SteppedFiles.notForReaders();
    }

    @Override
    public void force(boolean metaData) {
        throw SteppedFiles.notForReaders();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
        throw SteppedFiles.notForReaders();
    }

    @Override
    public long transferFrom(ReadableByteChannel from, long position, long count) {
        throw SteppedFiles.notForReaders();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw SteppedFiles.notForReaders();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
        throw SteppedFiles.notForReaders();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
        throw SteppedFiles.notForReaders();
    }
}
