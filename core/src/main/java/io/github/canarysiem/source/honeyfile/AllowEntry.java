package io.github.canarysiem.source.honeyfile;

import io.github.canarysiem.spi.Settings;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whose accesses are no alarm. All parts that are given must match.
 *
 * @param executable program, as a path or glob
 * @param digest SHA-256 of the program
 * @param user name or number of the account
 * @param cgroup control group, as a path or glob
 */
record AllowEntry(
        @Nullable PathMatcher executable,
        @Nullable String digest,
        @Nullable String user,
        @Nullable PathMatcher cgroup) {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    /** Reads the entries; every fault is noted. */
    static List<AllowEntry> read(Settings settings) {
        return settings.sections("allow").stream().map(AllowEntry::entry).toList();
    }

    private static AllowEntry entry(Settings settings) {
        PathMatcher executable = glob(settings, "executable");
        String digest = settings.optionalText("sha256")
                .map(text -> text.toLowerCase(Locale.ROOT))
                .orElse(null);
        if (digest != null && !DIGEST.matcher(digest).matches()) {
            settings.problem("sha256", "is not a SHA-256 digest of 64 hexadecimal digits");
        }
        AllowEntry entry = new AllowEntry(
                executable, digest, settings.optionalText("user").orElse(null), glob(settings, "cgroup"));
        settings.refuseUnknown();
        if (settings.keys().isEmpty()) {
            settings.problem(
                    "executable", "is missing, and so are sha256, user and cgroup: this would allow everybody");
        }
        return entry;
    }

    private static @Nullable PathMatcher glob(Settings settings, String key) {
        Optional<String> text = settings.optionalText(key);
        if (text.isEmpty()) {
            return null;
        }
        if (!text.get().startsWith("/") && !Path.of(text.get()).isAbsolute()) {
            settings.problem(key, "does not begin with /; write the whole path or glob");
        }
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + text.get());
        } catch (PatternSyntaxException e) {
            settings.problem(key, "is not a glob: " + e.getDescription());
            return null;
        }
    }

    static boolean matches(@Nullable PathMatcher matcher, @Nullable String path) {
        if (matcher == null) {
            return true;
        }
        try {
            return path != null && matcher.matches(Path.of(path));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
