package io.github.canarysiem.elastic.form;

/**
 * A field that documents may have.
 *
 * @param path with dots, such as {@code source.ip}
 * @param type how it is meant to be indexed
 * @param model the part of the incident's JSON form that it is made of, such as {@code source.ip}; empty if it is made of the
 *     incident as a whole
 */
public record DocumentField(String path, FieldType type, String model) {}
