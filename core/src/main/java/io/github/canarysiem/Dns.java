package io.github.canarysiem;

/**
 * What a DNS lookup carried to the token.
 *
 * @param data the decoded labels in front of the token; written by whoever made the lookup
 */
public record Dns(String data) {}
