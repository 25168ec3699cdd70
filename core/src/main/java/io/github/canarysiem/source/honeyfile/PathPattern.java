package io.github.canarysiem.source.honeyfile;

import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What one entry of {@code paths} means: a file, a folder with the files directly in it, or a glob.
 *
 * @param text as configured
 * @param base the file or folder itself; for a glob the deepest folder above everything that can match
 * @param matcher null unless it is a glob
 * @param depth how many levels below the base a file can lie
 * @param folder whether it can only be a folder
 */
record PathPattern(String text, Path base, @Nullable PathMatcher matcher, int depth, boolean folder) {
    private static final Pattern SPECIAL = Pattern.compile("[*?\\[{\\\\]");
    private static final String ANY_DEPTH = "**";

    /**
     * Reads an entry. {@code /folder/} and {@code /folder} are the files directly in it, {@code /folder/**} is all below it; {@code *
     * ? [a-z] {a,b}} are those of Java's globs.
     *
     * @throws IllegalArgumentException if it is no path or no glob
     */
    static PathPattern of(String text) {
        // A backslash is the separator on Windows, where a glob is written with slashes.
        boolean windows = "\\".equals(Path.of("").getFileSystem().getSeparator());
        String slashed = windows ? text.replace('\\', '/') : text;
        if (!SPECIAL.matcher(slashed).find()) {
            return new PathPattern(text, absolute(slashed), null, 1, slashed.endsWith("/"));
        }
        int special = firstSpecial(slashed);
        int slash = slashed.lastIndexOf('/', special);
        Path base = absolute(slash < 0 ? "" : slash == 0 ? "/" : slashed.substring(0, slash));
        String rest = slashed.substring(slash + 1);
        String glob = escaped(base.toString().replace('\\', '/')) + (base.getNameCount() == 0 ? "" : "/") + rest;
        try {
            PathMatcher matcher = base.getFileSystem().getPathMatcher("glob:" + glob);
            int depth = rest.contains(ANY_DEPTH)
                    ? Integer.MAX_VALUE
                    : (int) rest.chars().filter(c -> c == '/').count() + 1;
            return new PathPattern(text, base, matcher, depth, true);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(e.getDescription(), e);
        }
    }

    /** Whether a file that exists or not could be one of it. */
    boolean covers(Path file) {
        if (matcher != null) {
            return matcher.matches(file);
        }
        return file.equals(base) || base.equals(file.getParent());
    }

    private static int firstSpecial(String text) {
        Matcher found = SPECIAL.matcher(text);
        return found.find() ? found.start() : text.length();
    }

    private static Path absolute(String text) {
        return Path.of(text).toAbsolutePath().normalize();
    }

    private static String escaped(String path) {
        return SPECIAL.matcher(path).replaceAll("\\\\$0");
    }
}
