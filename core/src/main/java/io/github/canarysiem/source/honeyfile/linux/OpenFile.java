package io.github.canarysiem.source.honeyfile.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Which file an open one is.
 *
 * @param key what tells it from every other: device and number
 * @param link the name under which it was opened, as this process would see it; something else if it was deleted or lies on a mount
 *     that is not ours
 */
public record OpenFile(String key, String link) {
    /** One of this process; null if nobody can say. Does not open it again. */
    public static @Nullable OpenFile of(int file) {
        Path link = Path.of("/proc/self/fd/" + file);
        try {
            return new OpenFile(
                    key(Files.readAttributes(link, BasicFileAttributes.class)),
                    Files.readSymbolicLink(link).toString());
        } catch (IOException | InvalidPathException e) {
            return null;
        }
    }

    /** The key of a file with these attributes. */
    public static String key(BasicFileAttributes attributes) {
        return String.valueOf(attributes.fileKey());
    }
}
