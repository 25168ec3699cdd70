package io.github.canarysiem;

import org.jspecify.annotations.Nullable;

/**
 * Where the visitor's device says it is. Numbers are kept as the text the device sent.
 *
 * @param latitude degrees
 * @param longitude degrees
 * @param accuracy metres
 * @param timestamp milliseconds since 1970 by the device's clock
 */
public record DeviceLocation(
        @Nullable String latitude,
        @Nullable String longitude,
        @Nullable String accuracy,
        @Nullable String timestamp) {}
