package io.github.canarysiem.elastic;

/**
 * An object that a cluster keeps: a template, a policy, a role.
 *
 * @param path where in the API, as {@code _index_template/canarytokens}
 * @param body what is put there, as JSON
 */
public record ContentPart(String path, String body) {}
