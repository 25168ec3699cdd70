package io.github.canarysiem;

import org.jspecify.annotations.Nullable;

/**
 * What the token's script found out about the visitor's browser; arrives after the hit, as a later revision.
 *
 * @param name such as {@code Firefox}
 * @param version browser version
 * @param vendor browser vendor
 * @param language preferred language
 * @param operatingSystem operating system
 * @param platform platform string
 */
public record Browser(
        @Nullable String name,
        @Nullable String version,
        @Nullable String vendor,
        @Nullable String language,
        @Nullable String operatingSystem,
        @Nullable String platform) {}
