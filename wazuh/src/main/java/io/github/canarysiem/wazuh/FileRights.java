package io.github.canarysiem.wazuh;

import io.github.canarysiem.spi.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who may read the files that a sink makes.
 *
 * @param mode permissions, set whatever the umask is; file systems without POSIX permissions go without
 * @param group the group's name, or null for the file system's choice
 */
record FileRights(Set<PosixFilePermission> mode, @Nullable String group) {
    /** The owner reads and writes, nobody executes, others never write. */
    private static final Pattern MODE = Pattern.compile("0?6([0246])([04])");

    private static final String DEFAULT_MODE = "0640";
    private static final int READ = 4;
    private static final int WRITE = 2;

    FileRights {
        mode = Set.copyOf(mode);
    }

    /** Reads a mode in octal digits. */
    static Set<PosixFilePermission> mode(Settings settings, String key) {
        String text = settings.text(key, DEFAULT_MODE).strip();
        var matcher = MODE.matcher(text);
        if (!matcher.matches()) {
            settings.problem(key, "is not a mode such as \"0640\" (in quotes: YAML reads bare 0640 as a number)");
            return Set.of();
        }
        Set<PosixFilePermission> mode = EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        int ofTheGroup = Integer.parseInt(matcher.group(1));
        if ((ofTheGroup & READ) != 0) {
            mode.add(PosixFilePermission.GROUP_READ);
        }
        if ((ofTheGroup & WRITE) != 0) {
            mode.add(PosixFilePermission.GROUP_WRITE);
        }
        if (Integer.parseInt(matcher.group(2)) != 0) {
            mode.add(PosixFilePermission.OTHERS_READ);
        }
        return mode;
    }

    /** Makes a new, empty file that nobody but its owner can read. */
    void create(Path file) throws IOException {
        if (arePossibleAt(file.toAbsolutePath().getParent())) {
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE)));
        } else {
            Files.createFile(file);
        }
    }

    /** Gives a file these rights; where there are none, it stays as it is. */
    void apply(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        GroupPrincipal owners = owners(file);
        try {
            if (owners != null) {
                view.setGroup(owners);
            }
            view.setPermissions(mode);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException("the new log file's rights cannot be set; run with the rights to set its group", e);
        }
    }

    /** The group that files at this place get; null for the file system's choice. */
    @Nullable
    GroupPrincipal owners(Path place) throws IOException {
        try {
            return group == null
                    ? null
                    : place.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(group);
        } catch (UserPrincipalNotFoundException e) {
            throw new IOException("the group of setting \"group\" does not exist here; create it or name another", e);
        }
    }

    /** Whether files in this folder can have permissions. */
    static boolean arePossibleAt(@Nullable Path folder) {
        return folder != null && Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null;
    }
}
