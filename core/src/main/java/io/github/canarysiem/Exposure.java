package io.github.canarysiem;

import org.jspecify.annotations.Nullable;

/**
 * A key found in public.
 *
 * @param location where, mostly a URL; null when the report did not say
 * @param reportedTime when, as the report wrote it; may be {@code NaN}
 */
public record Exposure(@Nullable String location, @Nullable String reportedTime) {}
