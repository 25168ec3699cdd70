package io.github.canarysiem.spi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something that is made of files, and made anew when one of them has changed. Thread-safe.
 *
 * @param <T> what is made
 */
final class FileBacked<T> {
    private final List<Path> files;
    private final String names;
    private @Nullable T made;
    private List<FileTime> changes = List.of();

    /** Makes it. */
    @FunctionalInterface
    interface Maker<T> {
        T make() throws IOException;
    }

    /**
     * Nothing made yet.
     *
     * @param names the settings that name the files, for messages
     */
    FileBacked(String names, Stream<Optional<Path>> files) {
        this.names = names;
        this.files = files.flatMap(Optional::stream).toList();
    }

    /**
     * The same object until a file has changed.
     *
     * @throws IOException naming the settings, or from the maker
     */
    synchronized T current(Maker<T> maker) throws IOException {
        List<FileTime> now = new ArrayList<>();
        for (Path file : files) {
            now.add(changed(file));
        }
        T known = made;
        if (known == null || !now.equals(changes)) {
            known = maker.make();
            made = known;
            changes = now;
        }
        return known;
    }

    private FileTime changed(Path file) throws IOException {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new IOException(names + " names a file that cannot be read", e);
        }
    }
}
