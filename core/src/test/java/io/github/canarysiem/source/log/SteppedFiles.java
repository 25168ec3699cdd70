package io.github.canarysiem.source.log;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The files of this machine, for one who only reads them, and before each of whose calls others get a turn: what happens between two
 * calls of a process is what another one does.
 */
final class SteppedFiles extends FileSystemProvider {
    /** What others do when it is their turn. */
    @FunctionalInterface
    interface Turn {
        void take() throws IOException;
    }

    private final Turn turn;
    private final FileSystem system = new SteppedFileSystem(this);

    SteppedFiles(Turn turn) {
        this.turn = turn;
    }

    /** The same path, seen through these files. */
    Path seen(Path real) {
        return (Path) Proxy.newProxyInstance(
                SteppedFiles.class.getClassLoader(),
                new Class<?>[] {Path.class, Seen.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "real" -> real;
                    case "getFileSystem" -> system;
                    case "equals" -> arguments[0] instanceof Seen other && real.equals(other.real());
                    default -> answer(real, method, arguments == null ? new Object[0] : arguments);
                });
    }

    private @Nullable Object answer(Path real, Method method, Object[] arguments) throws Throwable {
        Object[] given = arguments.clone();
        for (int i = 0; i < given.length; i++) {
            given[i] = given[i] instanceof Seen other ? other.real() : given[i];
        }
        try {
            Object result = method.invoke(real, given);
            return result instanceof Path path ? seen(path) : result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Of a path that is seen: where it leads. */
    interface Seen {
        Path real();
    }

    private static Path real(Path path) {
        return path instanceof Seen seen ? seen.real() : path;
    }

    private static FileSystemProvider real() {
        return Path.of("").getFileSystem().provider();
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        turn.take();
        return new SteppedChannel(real().newFileChannel(real(path), options, attributes), turn);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        turn.take();
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> found = real().newDirectoryStream(real(folder), entry -> true)) {
            StreamSupport.stream(found.spliterator(), false).map(this::seen).forEach(entries::add);
        }
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                return entries.iterator();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        turn.take();
        return real().readAttributes(real(path), type, options);
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        turn.take();
        real().checkAccess(real(path), modes);
    }

    @Override
    public boolean isSameFile(Path one, Path other) throws IOException {
        return real().isSameFile(real(one), real(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return real().isHidden(real(path));
    }

    @Override
    public String getScheme() {
        return "stepped";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> settings) {
        throw notForReaders();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        throw notForReaders();
    }

    @Override
    public Path getPath(URI uri) {
        throw notForReaders();
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) {
        throw notForReaders();
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) {
        throw notForReaders();
    }

    @Override
    public void delete(Path path) {
        throw notForReaders();
    }

    @Override
    public void copy(Path from, Path to, CopyOption... options) {
        throw notForReaders();
    }

    @Override
    public void move(Path from, Path to, CopyOption... options) {
        throw notForReaders();
    }

    @Override
    public FileStore getFileStore(Path path) {
        throw notForReaders();
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
        throw notForReaders();
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String names, LinkOption... options) {
        throw notForReaders();
    }

    @Override
    public void setAttribute(Path path, String name, Object value, LinkOption... options) {
        throw notForReaders();
    }

    static UnsupportedOperationException notForReaders() {
        return new UnsupportedOperationException("a reader of logs has no need of it");
    }
}
