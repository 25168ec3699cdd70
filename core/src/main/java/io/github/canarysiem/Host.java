package io.github.canarysiem;

import org.jspecify.annotations.Nullable;

/**
 * The machine on which the token was used.
 *
 * @param name as the token's payload reported it
 * @param domain its Windows or DNS domain
 */
public record Host(@Nullable String name, @Nullable String domain) {}
