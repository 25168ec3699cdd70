package io.github.canarysiem.source.log;

import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.Set;

/** To whom the paths of {@link SteppedFiles} belong. */
final class SteppedFileSystem extends FileSystem {
    private final SteppedFiles files;

    SteppedFileSystem(SteppedFiles files) {
        this.files = files;
    }

    @Override
    public FileSystemProvider provider() {
        return files;
    }

    @Override
    public void close() {}

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean isReadOnly() {
        return true;
    }

    @Override
    public String getSeparator() {
        return "/";
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        throw SteppedFiles.notForReaders();
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        throw SteppedFiles.notForReaders();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        throw SteppedFiles.notForReaders();
    }

    @Override
    public Path getPath(String first, String... more) {
        return files.seen(Path.of(first, more));
    }

    @Override
    public PathMatcher getPathMatcher(String pattern) {
        throw SteppedFiles.notForReaders();
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        throw SteppedFiles.notForReaders();
    }

    @Override
    public WatchService newWatchService() {
        throw SteppedFiles.notForReaders();
    }
}
