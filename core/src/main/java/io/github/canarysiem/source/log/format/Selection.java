package io.github.canarysiem.source.log.format;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which events of a log that holds many others are about honeytokens: those whose key or whose path fits. Thread-safe. */
public final class Selection {
    private final List<Pattern> keys;
    private final List<Pattern> paths;

    /**
     * A selection by patterns in which {@code *} stands for any characters and {@code ?} for one.
     *
     * @param keys for audit keys, names and tags of rules, names of policies
     * @param paths for paths of files
     */
    public Selection(Collection<String> keys, Collection<String> paths) {
        this.keys = keys.stream().map(Selection::pattern).toList();
        this.paths = paths.stream().map(Selection::pattern).toList();
    }

    boolean takes(Collection<String> eventKeys, Collection<String> eventPaths) {
        return any(keys, eventKeys) || any(paths, eventPaths);
    }

    boolean takesPath(String path) {
        return any(paths, List.of(path));
    }

    private static boolean any(List<Pattern> patterns, Collection<String> texts) {
        return texts.stream()
                .anyMatch(text -> patterns.stream()
                        .anyMatch(pattern -> pattern.matcher(text).matches()));
    }

    private static Pattern pattern(String glob) {
        String expression = glob.codePoints()
                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining());
        return Pattern.compile(expression, Pattern.DOTALL);
    }
}
