package io.github.canarysiem;

import org.jspecify.annotations.Nullable;

/**
 * The honeytoken that raised the alarm.
 *
 * @param id the token, as it stands in its address
 * @param type the server's name of its kind, such as {@code aws_keys}; null when it could not be read
 * @param memo the defender's reminder of where the token lies; data, never markup
 */
public record Token(
        String id, @Nullable String type, @Nullable String memo) {}
