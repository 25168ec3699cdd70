package io.github.canarysiem.source.honeyfile.atime;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A mounted file system.
 *
 * @param point where it is mounted
 * @param type such as {@code ext4} or {@code overlay}
 * @param options of the mount and of the file system
 */
public record Mount(Path point, String type, Set<String> options) {
    private static final List<String> REMOTE =
            List.of("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "ceph", "glusterfs", "lustre", "afs", "virtiofs");

    /** Copies the options. */
    public Mount {
        options = Set.copyOf(options);
    }

    /** Why reads do not move the time of access here; empty if they do. */
    public Optional<String> blindness() {
        if (options.contains("noatime")) {
            return Optional.of(type + " at " + point + " is mounted noatime");
        }
        if (options.contains("ro")) {
            return Optional.of(type + " at " + point + " is mounted read-only");
        }
        return Optional.empty();
    }

    /** Whether other machines can reach its files without this machine noticing. */
    public boolean isRemote() {
        return REMOTE.contains(type) || type.startsWith("fuse.");
    }

    /** Whether each read moves the time of access. */
    public boolean isStrict() {
        return !options.contains("relatime") && !options.contains("noatime");
    }
}
