package io.github.canarysiem;

import org.jspecify.annotations.Nullable;

/**
 * Where the source address is registered, as the server's geo service said.
 *
 * @param country two-letter code, ISO 3166-1
 * @param region region name
 * @param city city name
 * @param postal postal code
 * @param timezone time zone name, IANA
 * @param location "latitude,longitude" in degrees
 * @param organization the network's owner as the geo service writes it, such as {@code AS64500 Example Telecom}
 */
public record Geo(
        @Nullable String country,
        @Nullable String region,
        @Nullable String city,
        @Nullable String postal,
        @Nullable String timezone,
        @Nullable String location,
        @Nullable String organization) {}
