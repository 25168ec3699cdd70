package io.github.canarysiem;

import org.jspecify.annotations.Nullable;

/**
 * The part of canary-siem that an incident about itself speaks of.
 *
 * @param name its name in the configuration
 * @param detail one sentence for the analyst
 */
public record Monitor(String name, @Nullable String detail) {}
