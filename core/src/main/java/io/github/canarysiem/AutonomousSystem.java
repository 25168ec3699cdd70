package io.github.canarysiem;

import org.jspecify.annotations.Nullable;

/**
 * The network that announces the source address.
 *
 * @param number with its prefix, such as {@code AS64500}
 * @param name the operator
 * @param domain the operator's domain
 * @param route the announced prefix
 * @param type the geo service's class of network, such as {@code isp} or {@code hosting}
 */
public record AutonomousSystem(
        @Nullable String number,
        @Nullable String name,
        @Nullable String domain,
        @Nullable String route,
        @Nullable String type) {}
