package io.github.canarysiem.source.log;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file that is the log or was it, as it lay there at a look.
 *
 * @param counter its number or date; empty for the log itself
 * @param compressed whether it is a gzip file
 * @param isBeingMade whether it is compressed from a file beside it right now
 */
record LogFile(Path path, FileState state, String counter, boolean compressed, boolean isBeingMade) {
    /** See {@link FileState#key()}. */
    String key() {
        return state.key();
    }

    /** Whether it lies at the log's path. */
    boolean isLog() {
        return counter.isEmpty();
    }

    /**
     * Opens it.
     *
     * @throws NoSuchFileException if its name was given on meanwhile
     */
    Content opened() throws IOException {
        Content content = compressed ? new GzipContent(path) : new PlainContent(path);
        try {
            checkThatItIsTheOne();
        } catch (IOException e) {
            content.close();
            throw e;
        }
        return content;
    }

    private void checkThatItIsTheOne() throws IOException {
        // A number is given on at once where files are deleted; one that was emptied has to be looked at again anyway.
        if (FileState.of(path)
                .filter(now -> now.key().equals(key()) && now.size() >= state.size())
                .isEmpty()) {
            throw new NoSuchFileException(path.toString());
        }
    }
}
