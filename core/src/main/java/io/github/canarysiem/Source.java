package io.github.canarysiem;

import org.jspecify.annotations.Nullable;

/**
 * Where the attacker came from.
 *
 * @param address what the server noted, as written; not always an address: "AWS Internal", a list, HTML
 * @param ip the address in canonical form, present only if {@code address} is one IP address
 * @param port the port, where the channel has one
 * @param hostname the reverse name, from the geo service
 * @param tor whether the address is a Tor exit; null when nobody knows
 * @param bogon whether the address cannot come from the public internet; null when nobody knows
 */
public record Source(
        String address,
        @Nullable String ip,
        @Nullable Integer port,
        @Nullable String hostname,
        @Nullable Boolean tor,
        @Nullable Boolean bogon) {}
