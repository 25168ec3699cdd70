package io.github.canarysiem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file and what was done to it.
 *
 * @param path as reported
 * @param operations such as {@code open}, {@code read}, {@code write}; empty when the channel does not say
 * @param detector the mechanism that saw it, such as {@code fanotify}; null for tokens that report a path
 * @param attribution {@code full}, {@code pid} or {@code none}: how well the actor is known
 * @param target where the file was moved or linked to
 * @param count how often the same actor did so within the watcher's window; null when nobody counts
 */
public record FileActivity(
        @Nullable String path,
        List<String> operations,
        @Nullable String detector,
        @Nullable String attribution,
        @Nullable String target,
        @Nullable Integer count) {
    public FileActivity(
            @Nullable String path,
            @Nullable List<String> operations,
            @Nullable String detector,
            @Nullable String attribution,
            @Nullable String target,
            @Nullable Integer count) {
        this.path = path;
        this.operations = Lists.copy(operations);
        this.detector = detector;
        this.attribution = attribution;
        this.target = target;
        this.count = count;
    }

    /** A file of which only the path is known. */
    public static FileActivity at(String path) {
        return new FileActivity(path, null, null, null, null, null);
    }
}
