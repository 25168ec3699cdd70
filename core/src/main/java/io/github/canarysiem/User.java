package io.github.canarysiem;

import org.jspecify.annotations.Nullable;

/**
 * The account that used the token or touched the file.
 *
 * @param name account name
 * @param id numeric id, as text
 * @param loginName who logged in, before any change of account
 * @param loginId that account's numeric id, as text
 */
public record User(
        @Nullable String name,
        @Nullable String id,
        @Nullable String loginName,
        @Nullable String loginId) {}
