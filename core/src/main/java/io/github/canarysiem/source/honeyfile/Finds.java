package io.github.canarysiem.source.honeyfile;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * What the configured paths mean now.
 *
 * @param files by the file behind all symbolic links the name under which it was found
 * @param missing those of {@code files} that stand in the configuration by name and do not exist
 * @param gone folders that the configuration names and that do not exist
 * @param unreadable folders that cannot be listed
 * @param complete false if more files match than are watched
 * @param hopeless whether none of the folders exists
 */
record Finds(
        Map<Path, Path> files,
        Set<Path> missing,
        Set<Path> gone,
        Set<Path> unreadable,
        boolean complete,
        boolean hopeless) {}
