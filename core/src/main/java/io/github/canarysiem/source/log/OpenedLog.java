package io.github.canarysiem.source.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file that was at the log's path when it was opened.
 *
 * @param state how it stood before
 */
record OpenedLog(Content content, FileState state) implements Closeable {
    private static final int ATTEMPTS = 3;

    /** Opens it; empty if there is none, or names are being changed right now. */
    static Optional<OpenedLog> at(Path path) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<FileState> before = FileState.of(path);
            if (before.isEmpty()) {
                break;
            }
            Optional<OpenedLog> opened = opened(path, before.get());
            if (opened.isPresent()) {
                return opened;
            }
        }
        return Optional.empty();
    }

    /** Whether it is the file that was read up to a mark. */
    boolean isOf(Mark mark) throws IOException {
        return state.key().equals(mark.key()) && mark.imprint().isOf(content, mark.offset());
    }

    @Override
    public void close() throws IOException {
        content.close();
    }

    /** Which file was opened can only be told if the same one was there before and after. */
    private static Optional<OpenedLog> opened(Path path, FileState before) throws IOException {
        Content content;
        try {
            content = new PlainContent(path, false);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        Optional<FileState> after = FileState.of(path);
        if (after.isPresent() && after.get().key().equals(before.key())) {
            return Optional.of(new OpenedLog(content, before));
        }
        content.close();
        return Optional.empty();
    }
}
