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
 */
public record FileActivity(
        @Nullable String path,
        List<String> operations,
        @Nullable String detector,
        @Nullable String attribution) {
    public FileActivity(
            @Nullable String path,
            @Nullable List<String> operations,
            @Nullable String detector,
            @Nullable String attribution) {
        this.path = path;
        this.operations = Lists.copy(operations);
        this.detector = detector;
        this.attribution = attribution;
    }
}
